import { shiftedRows } from '../../audio/semitones/halfSemitones.js';
import type { MixInput } from '../../domain/learning/mixTraining.js';
import type { Semitones } from '../../domain/units.js';
import { PipelineError } from '../../errors.js';
import { interleaved } from './interleaved.js';
import type { MixClip } from './mixClip.js';

/** A clip as a network of some input hears it. Error `refused-input` where it has no half semitones and they are to be heard. */
export function heardClip(clip: MixClip, input: MixInput = 'mel'): MixClip {
  const { semitones, ...mel } = clip;
  if (input === 'mel') return mel;
  if (!semitones)
    throw new PipelineError(
      'refused-input',
      `Training: the example of clip ${clip.clipId} holds mel spectrograms alone; another version of this program wrote it. Write all examples again with mashstream examples, or train with --input mel.`,
    );
  const heard = (stored: Uint8Array, wide: Uint8Array, shift: Semitones): Uint8Array => {
    const rows = shiftedRows(wide, shift);
    return input === 'semitones' ? rows : interleaved([stored, rows]);
  };
  const variants = (role: 'vocal' | 'harmonic'): ReadonlyMap<number, Uint8Array> =>
    new Map([...mel[role]].map(([shift, stored]) => [shift, heard(stored, semitones[role], shift)]));
  return {
    ...{ ...mel, input, vocal: variants('vocal'), harmonic: variants('harmonic') },
    percussion: heard(mel.percussion, semitones.percussion, 0),
  };
}
