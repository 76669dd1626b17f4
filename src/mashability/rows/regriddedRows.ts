import type { HeardRows } from '../../audio/semitones/heardRows.js';
import { rowTimes, semitones } from '../../audio/semitones/semitoneGrid.js';
import type { Seconds } from '../../domain/units.js';

/**
 * Rows of semitones as they are on other beats of the same signal (n + 1 times, seconds, as `own`), made of those on its own beats without hearing it again:
 * a row is what sounds round its middle, and other moments are interpolated between the two nearest. Outside its own beats nothing sounds. Close to what
 * heardRows hears at those times (docs/benchmarks.md), closer than means over time are.
 */
export function regriddedRows(
  { rows }: HeardRows,
  own: readonly Seconds[],
  beats: readonly Seconds[],
): HeardRows {
  const [middles, times] = [rowTimes(own), rowTimes(beats)];
  const out = new Uint8Array(times.length * semitones);
  let row = 0;
  for (const [to, time] of times.entries()) {
    if (middles.length < 2 || time < own[0] || time > own[own.length - 1]) continue;
    while (row + 2 < middles.length && middles[row + 1] <= time) row += 1;
    const along = (time - middles[row]) / (middles[row + 1] - middles[row]);
    const share = Math.min(1, Math.max(0, along));
    for (let i = 0; i < semitones; i += 1) {
      const at = row * semitones + i;
      out[to * semitones + i] = Math.round((1 - share) * rows[at] + share * rows[at + semitones]);
    }
  }
  return { beats: Math.max(0, beats.length - 1), rows: out };
}
