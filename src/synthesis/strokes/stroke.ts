import type { Seconds } from '../../domain/units.js';
import { frequencyOf } from '../../audio/semitones/semitoneGrid.js';
import { kick, snare, type Band } from '../../audio/onsets/strokeBands.js';
import type { SoundedNote } from '../rows/noteRows.js';

/** A note as the two bands of drumOnsets hear it: amplitudes. */
export interface Stroke {
  readonly from: Seconds;
  readonly to: Seconds;
  readonly kick: number;
  readonly snare: number;
  /** Time in which it reaches its amplitude. */
  readonly attack: Seconds;
  /** Time in which it dies down to 1 / e; left out: it is held. */
  readonly decay?: Seconds;
}

/** A note of an instrument as a stroke: the partials that lie in each band, by their powers. */
export function strokeOf({ partials, ...times }: SoundedNote, attack: Seconds): Stroke {
  const within = ({ low, high }: Band): number =>
    Math.sqrt(
      partials.reduce((sum, { pitch, gain }) => {
        const frequency = frequencyOf(pitch);
        return frequency >= low && frequency <= high ? sum + gain * gain : sum;
      }, 0),
    );
  return { ...times, attack, kick: within(kick), snare: within(snare) };
}
