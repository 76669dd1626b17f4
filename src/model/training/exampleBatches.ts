import type { sampleLabels } from '../../domain/learning/sample.js';
import { randomFrom } from '../../domain/random.js';
import { framesPerBeat, mixBatch, type MixBatch } from './mixBatch.js';
import { framesOf, type MixClip } from './mixClip.js';
import { labelledTriples, type MixTriple, type WrongKind } from './mixTriples.js';

export interface LabelledExample {
  readonly label: (typeof sampleLabels)[number];
  /** Of a negative one. */
  readonly kind?: WrongKind;
  /** The voice's. */
  readonly song: string;
  readonly triple: MixTriple;
}

export interface ExampleBatch extends Pick<MixBatch, 'frames' | 'channels' | 'parts'> {
  readonly examples: readonly LabelledExample[];
}

/** Batches, their songs, and beats of a part at most: a network is judged by some hundred examples of 16 bars. */
const [batches, songs, mostBeats] = [8, 8, 64];

/** Examples of all three classes, as parts were heard, drawn in one way always. */
export function exampleBatches(clips: readonly MixClip[], seed: string): readonly ExampleBatch[] {
  const shortest = Math.min(...clips.map(framesOf));
  const beats = Math.min(mostBeats, Math.floor(shortest / framesPerBeat));
  return Array.from({ length: batches }, (_, place) => {
    const random = randomFrom(seed, 'examples', String(place));
    const batch = mixBatch(clips, { songs, beats, jitter: false }, random);
    if (!batch) return [];
    const kinds = new Map(batch.wrong.map(({ harmonic, kind }) => [harmonic, kind]));
    const examples = Object.entries(labelledTriples(batch.wrong, random)).flatMap(([label, triples]) =>
      triples.map((triple): LabelledExample => {
        const kind = kinds.get(triple.harmonic);
        const { song } = batch.songs[triple.vocal];
        return { label: label as LabelledExample['label'], song, triple, ...(kind && { kind }) }; // of the classes' names
      }),
    );
    return [{ ...batch, examples }];
  }).flat();
}
