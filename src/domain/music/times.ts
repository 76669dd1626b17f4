import { z } from 'zod';
import type { Seconds } from '../units.js';

/** Longest track of which facts are taken: ten hours. */
export const longestTrack: Seconds = 36_000;
/** A beat each at 400 bpm. */
const most = 240_000;
/** Times are written with rounding. */
const rounding: Seconds = 1e-6;

interface Apart {
  readonly fewest: number;
  /** How far one time may lie after the one before. */
  readonly least: Seconds;
  readonly most: Seconds;
}

/** Ascending times in seconds, each so far after the one before as it can be. All problems are one: the first. */
export const timesSchema = (apart: Apart) =>
  z
    .custom<number[]>((value) => problemOf(value, apart) === undefined, {
      error: ({ input }) => problemOf(input, apart) ?? '',
    })
    // As much of it as JSON Schema can tell.
    .meta({
      description: `Seconds, ascending, each ${apart.least} to ${apart.most} after the one before.`,
      ...{ type: 'array', minItems: apart.fewest, maxItems: most },
      items: { type: 'number', minimum: 0, maximum: longestTrack },
    });

function problemOf(value: unknown, { fewest, ...apart }: Apart): string | undefined {
  if (!Array.isArray(value)) return 'must be a list of times in seconds';
  const times: readonly unknown[] = value;
  if (times.length < fewest) return `must have at least ${fewest} entries`;
  if (times.length > most) return `must have at most ${most} entries`;
  for (const [i, time] of times.entries()) {
    if (typeof time !== 'number' || !(time >= 0 && time <= longestTrack))
      return `entry ${i + 1} must be a time from 0 to ${longestTrack} seconds`;
    const gap = i === 0 ? apart.least : time - Number(times[i - 1]);
    if (gap < apart.least - rounding || gap > apart.most + rounding)
      return `entry ${i + 1} comes ${Number(gap.toFixed(3))} s after the one before; they must ascend, ${apart.least} to ${apart.most} s apart`;
  }
  return undefined;
}
