import { semitones } from './semitoneGrid.js';

/** log(1 + c x / q): quiet notes count as well. */
const compression = 30;
/** The loudest twentieth of the rows is louder than q. */
const loud = 0.95;

/** q of rows of semitones: the 95 % quantile of their largest values. */
export function loudRow(rows: Float32Array): number {
  const count = Math.floor(rows.length / semitones);
  const largest = Array.from({ length: count }, (_, row) =>
    rows.subarray(row * semitones, (row + 1) * semitones).reduce((a, b) => Math.max(a, b), 0),
  ).sort((a, b) => a - b);
  return largest[Math.min(count - 1, Math.floor(loud * count))] ?? 0;
}

/**
 * Rows of semitones as a network hears them: log(1 + 30 x / q), q the 95 % quantile of the rows' largest values unless it is told, so that a moment that is much
 * louder than all others does not quiet them. Silence stays 0.
 */
export const pressedRows = (rows: Float32Array, q = loudRow(rows)): Float32Array =>
  q > 0 ? rows.map((x) => Math.log1p((compression * x) / q)) : rows;

/** x / q of pressed rows. */
export const unpressedRows = (pressed: Float32Array): Float32Array =>
  pressed.map((x) => Math.expm1(x) / compression);
