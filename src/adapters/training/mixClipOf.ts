import { featureGain } from '../../audio/mel/featureGain.js';
import { gridTimes } from '../../audio/mel/gridTimes.js';
import { logMel } from '../../audio/mel/logMel.js';
import { melOnGrid } from '../../audio/mel/melOnGrid.js';
import { melVariants, variantShifts } from '../../audio/mel/melVariants.js';
import { halfSemitoneEnergies } from '../../audio/semitones/halfSemitones.js';
import type { Clip } from '../../domain/clip.js';
import type { Split } from '../../domain/learning/split.js';
import { relativeMajor } from '../../domain/music/key.js';
import type { Role } from '../../domain/role.js';
import { voiceGrid } from '../../mashability/played.js';
import { melBytes } from '../../model/training/melBytes.js';
import type { MixClip } from '../../model/training/mixClip.js';
import { monoOfFiles, withStemFiles, type StemTools } from '../audio/stemSound.js';

/** A clip with voice, harmony and drums, and what it counts for in training. */
export interface ExampleClip {
  readonly clip: Clip;
  readonly song: string;
  readonly split: Split;
}

/** A clip as an example: all of its stems in the bars of its voice. Errors: `not-found`, `corrupt-blob`. */
export async function mixClipOf(
  { clip, song, split }: ExampleClip,
  tools: StemTools,
  signal?: AbortSignal,
): Promise<MixClip> {
  const { beats, bpm } = voiceGrid(clip);
  const times = gridTimes(beats);
  const sound = (role: Role): Promise<Float32Array> =>
    withStemFiles({ clip, role }, tools, monoOfFiles, signal);
  const variants = (stem: Float32Array): ReadonlyMap<number, Uint8Array> => {
    const mels = melVariants(stem, times);
    return new Map(variantShifts.map((shift, v) => [shift, melBytes(mels[v])]));
  };
  const semitones = (stem: Float32Array): Uint8Array =>
    melBytes(logMel(halfSemitoneEnergies(stem, times, featureGain(stem))));
  const vocal = await sound('vocal');
  const harmonic = await sound('harmonic');
  const percussion = await sound('percussion');
  return {
    ...{ clipId: clip.clipId, song, split, relativeMajor: relativeMajor(clip.key), bpm },
    ...{ vocal: variants(vocal), harmonic: variants(harmonic) },
    percussion: melBytes(melOnGrid(percussion, times)),
    semitones: {
      ...{ vocal: semitones(vocal), harmonic: semitones(harmonic) },
      percussion: semitones(percussion),
    },
  };
}
