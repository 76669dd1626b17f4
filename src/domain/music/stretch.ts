import type { Seconds } from '../units.js';

/** From when to when something lasts; in lists in order, not overlapping. */
export type Stretch = readonly [from: Seconds, to: Seconds];
