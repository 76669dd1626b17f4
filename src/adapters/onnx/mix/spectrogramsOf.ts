import { gridTimes } from '../../../audio/mel/gridTimes.js';
import { logMel } from '../../../audio/mel/logMel.js';
import { melEnergies } from '../../../audio/mel/melEnergies.js';
import { halfSemitoneEnergies, shiftedRows } from '../../../audio/semitones/halfSemitones.js';
import type { MixInput } from '../../../domain/learning/mixTraining.js';
import { interleaved } from '../../../model/training/interleaved.js';
import { melBytes } from '../../../model/training/melBytes.js';
import type { HearRequest } from '../../networks/mix/mixNetwork.js';
import type { KeptSound } from './keptSounds.js';

/** What a network hears of a stem at each shift, as in training: bytes, [frames, 128, channels]. */
export function spectrogramsOf(
  { mono, gain }: KeptSound,
  { beats, shifts }: Pick<HearRequest, 'beats' | 'shifts'>,
  input: MixInput,
): readonly Uint8Array[] {
  const times = gridTimes(beats);
  const pressed = (energies: Float32Array): Uint8Array => melBytes(logMel(energies));
  const mels = input === 'semitones' ? [] : melEnergies(mono, times, { gain, shifts }).map(pressed);
  if (input === 'mel') return mels;
  const wide = pressed(halfSemitoneEnergies(mono, times, gain));
  return shifts.map((shift, i) => interleaved([...mels.slice(i, i + 1), shiftedRows(wide, shift)]));
}
