import type { Milliseconds } from '../domain/units.js';

/** Time, passed in so that tests need no sleep. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): Milliseconds;
  /** Calls `tick` every `every` milliseconds until the returned function is called. */
  every(every: Milliseconds, tick: () => void): () => void;
}
