import type { Cents, Seconds } from '../../domain/units.js';
import { pressedRows } from './pressedRows.js';
import { rowBytes } from './rowBytes.js';
import { semitoneRows } from './semitoneRows.js';

/** The rows of a role as a clip keeps them. */
export interface HeardRows {
  readonly beats: number;
  /** [4 · beats, 61]: pressedRows as bytes (rowBytes.ts). */
  readonly rows: Uint8Array;
}

/**
 * Rows of semitones of a mono signal at 44.1 kHz, whatever its level. `beats`: n + 1 times, seconds; outside the signal is silence. `tuning`: cents by which the
 * music lies above A = 440 Hz.
 */
export const heardRows = (
  signal: Float32Array,
  beats: readonly Seconds[],
  { tuning = 0 }: { readonly tuning?: Cents } = {},
): HeardRows => ({
  beats: Math.max(0, beats.length - 1),
  rows: rowBytes(pressedRows(semitoneRows(signal, beats, { tuning }))),
});
