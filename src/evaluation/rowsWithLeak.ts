import type { HeardRows } from '../audio/semitones/heardRows.js';
import { loudRow, pressedRows, unpressedRows } from '../audio/semitones/pressedRows.js';
import { pressedOfBytes, rowBytes } from '../audio/semitones/rowBytes.js';
import { semitones } from '../audio/semitones/semitoneGrid.js';
import type { Leak } from './withLeak.js';

/** What each byte of a row stands for, relative to what is loud. */
const amplitudes = unpressedRows(pressedOfBytes(Uint8Array.from({ length: 256 }, (_, byte) => byte)));

/** Rows that lie further below the mean count as pauses, as in integrated loudness: a tenth of the power is 10 dB. */
const gate = 0.1;

/**
 * Rows of semitones of a part into which something else leaks, made of the rows of both: powers are added. Rows know no level: how loud each
 * is, is told by the mean power of its rows that sound. What the leak does not reach stays as it is, but for the loudness of the whole that all rows are relative to.
 */
export function rowsWithLeak({ beats, rows }: HeardRows, { from, level, shift }: Leak<HeardRows>): HeardRows {
  const [part, leak] = [rows, from.rows].map((bytes) => new Float32Array(bytes).map((x) => amplitudes[x]));
  const gain = 10 ** (level / 20) * Math.sqrt(soundingPower(part) / (soundingPower(leak) || 1));
  const both = part.map((x, i) => {
    const semitone = (i % semitones) + shift;
    const heard = semitone >= 0 && semitone < semitones;
    return heard ? Math.sqrt(x ** 2 + (gain * (leak[i + shift] ?? 0)) ** 2) : x;
  });
  // These may be some of the rows that q was found of: it is moved as that of these is.
  const own = loudRow(part);
  return { beats, rows: rowBytes(pressedRows(both, own > 0 ? loudRow(both) / own : 1)) };
}

/** A semitone's value is the mean over a band, whose width doubles with each octave. */
const widths = Float64Array.from({ length: semitones }, (_, i) => 2 ** (i / 12));

/** Mean power of the rows that sound. */
function soundingPower(rows: Float32Array): number {
  const powers = Array.from({ length: rows.length / semitones }, (_, row) =>
    rows
      .subarray(row * semitones, (row + 1) * semitones)
      .reduce((sum, x, semitone) => sum + widths[semitone] * x * x, 0),
  ).filter((power) => power > 0);
  const least = gate * mean(powers);
  return mean(powers.filter((power) => power >= least));
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, x) => sum + x, 0) / Math.max(1, values.length);
