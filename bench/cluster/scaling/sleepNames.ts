import type { Reached } from '../openServers.js';

/** What a worker of the sleeping topology is told at its beginning. */
export interface SleepWork extends Reached {
  readonly partitions: number;
  /** Tracks in work at once, and how long each takes in the middle, ms. */
  readonly atOnce: number;
  readonly sleep: number;
}

/** How many partitions it owns. */
export interface Owning {
  readonly owned: number;
}

export const sleepTopology = 'sleeper';
