import type { Seconds } from '../units.js';

/** What sounds at `source` seconds is heard at `target` seconds. */
export type TimePoint = readonly [source: Seconds, target: Seconds];

/**
 * Where each moment of a source is heard: straight lines between fixed points. One point at least; both columns strictly ascending.
 * Outside the points the rate of the nearest interval goes on (rate 1 where there is one point only).
 */
export type TimeMap = readonly TimePoint[];
