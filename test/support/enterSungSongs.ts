import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readMxl } from '../../src/adapters/musicxml/readMxl.js';
import { windowsOfScore } from '../../src/adapters/training/windowsOfScore.js';
import { encodeNpy } from '../../src/audio/files/npy.js';
import type { State } from '../../src/cli/runtime/wiring/openState.js';
import { digestOf, stamped, type Clip } from '../../src/domain/clip.js';
import { sampleIdOf } from '../../src/domain/ids.js';
import type { Sample } from '../../src/domain/learning/sample.js';
import { randomFrom } from '../../src/domain/random.js';
import { recordValue } from '../../src/domain/recordValue.js';
import { roles } from '../../src/domain/role.js';
import { featureName, rowsName } from '../../src/mashability/features/featureName.js';
import { ruleMatrix } from '../../src/mashability/features/ruleMatrix.js';
import { rowMatrix } from '../../src/mashability/rows/rowMatrix.js';
import { clipOf } from './clips.js';
import { writeSungScores } from './writeSungScores.js';

const beats = 32;

/** What rules hear, by chance. */
function drawnFeatures(clipId: string): ReturnType<typeof ruleMatrix> {
  const random = randomFrom('clip', clipId);
  const drawn = (count: number): Float32Array => Float32Array.from({ length: count }, () => random.next());
  return ruleMatrix({ beats, chroma: drawn(beats * 12), onsets: drawn(beats * 24), bands: drawn(beats * 3) });
}

/** Puts songs into a catalogue, each of one clip whose voice and harmony are heard from a made score; they are sure to be of all parts of the music from 40 on. */
export async function enterSungSongs(
  { catalogue, blobs }: Pick<State, 'catalogue' | 'blobs'>,
  folder: string,
  count: number,
): Promise<readonly Clip[]> {
  await writeSungScores(folder, count);
  const clips: Clip[] = [];
  for (let n = 0; n < count; n += 1) {
    const path = join(folder, `song${n}.mxl`);
    const known = { composition: `song ${n}`, split: 'train' } as const;
    const [window] = windowsOfScore(readMxl(await readFile(path), path), known, (place) =>
      randomFrom('heard', String(n), String(place)),
    );
    const bare = clipOf(`clip-${n}`, { title: `song ${n}`, artist: 'maker', tonic: window.relativeMajor });
    const features: Record<string, Clip['features'][string]> = {};
    const arrays = {
      ...Object.fromEntries(roles.map((role) => [featureName(role), drawnFeatures(bare.clipId)])),
      [rowsName('vocal')]: rowMatrix({ beats, rows: window.vocal }),
      [rowsName('harmonic')]: rowMatrix({ beats, rows: window.harmonic }),
    };
    for (const [name, array] of Object.entries(arrays))
      features[name] = await blobs.putBytes(`clips/${bare.clipId}/${name}.npy`, encodeNpy(array));
    const grid = {
      ...bare.grid,
      beats: bare.grid.beats.slice(0, beats + 1),
      downbeats: [0, 4, 8, 12, 16, 20, 24, 28, 32],
    };
    const clip = stamped({ ...bare, grid, bars: beats / 4, features });
    await catalogue.putClip(clip);
    clips.push(clip);
  }
  return clips;
}

/** Appends a training sample of each clip, that it is an original of. */
export async function appendOriginals(
  { log }: Pick<State, 'log'>,
  clips: readonly Clip[],
  ordinal = 0,
): Promise<void> {
  const records = clips.map((clip) => {
    const { clipId, trackId, featuresVersion } = clip;
    const part = { clipId, trackId, shift: 0, warp: false, stretch: 1, offset: 0 };
    const sample: Sample = {
      ...{ schema: 1, ordinal, label: 'positive', runSeed: '1', featuresVersion },
      sampleId: sampleIdOf(clipId, 'original', ordinal),
      digests: { [clipId]: digestOf(clip) },
      recipe: {
        ...{ seedClipId: clipId, condition: 'original', bars: clip.bars },
        parts: (['vocal', 'harmonic', 'percussion'] as const).map((role) => ({ ...part, role })),
      },
    };
    return { key: sample.sampleId, value: recordValue('training-samples', sample) };
  });
  await log.append('training-samples', records);
}
