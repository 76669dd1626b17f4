import { byteStep } from '../../audio/semitones/rowBytes.js';
import { semitones } from '../../audio/semitones/semitoneGrid.js';
import { keyShift } from '../../domain/music/keyShift.js';
import type { Semitones } from '../../domain/units.js';

export interface Placement {
  readonly firstRow: number;
  readonly rows: number;
  /** By which they are moved; what leaves the range is lost, what enters it is silent. */
  readonly shift: Semitones;
  readonly gain: number;
}

/** Copies rows (bytes, as clips keep them) into `out` from `at` on, as a network takes them; resolves to the place behind. */
export function placeRows(
  out: Float32Array,
  at: number,
  stored: Uint8Array,
  { firstRow, rows, shift, gain }: Placement,
): number {
  const [from, to] = [Math.max(0, shift), Math.min(semitones, semitones + shift)];
  const scale = gain * byteStep;
  for (let row = 0; row < rows; row += 1) {
    const [source, target] = [(firstRow + row) * semitones - shift, at + row * semitones];
    for (let i = from; i < to; i += 1) out[target + i] = stored[source + i] * scale;
  }
  return at + rows * semitones;
}

/** The shortest way from a tonic to C, −6 … +5 semitones. */
export const shiftToC = (tonic: number): Semitones =>
  keyShift({ tonic, mode: 'major' }, { tonic: 0, mode: 'major' });
