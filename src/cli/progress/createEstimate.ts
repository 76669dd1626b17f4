import type { Seconds } from '../../domain/units.js';
import type { Clock } from '../../ports/clock.js';
import type { ProgressEvent } from './progressEvent.js';
import { shareDone } from './shareDone.js';

/** How far a piece of work is. */
export interface Estimate {
  /** Takes an event in; true when it ended its track, well or badly. */
  take(event: ProgressEvent): boolean;
  /** Tracks ended. */
  ended(): number;
  /** Tracks in need of work: as many as were named, or, where more have come, those. 0: nobody knows. */
  total(): number;
  /** Share of the work of one track, 0 … 1. */
  fractionOf(trackKey: string): number;
  /** Share of the whole work, 0 … 1. */
  fraction(): number;
  /** Time left; undefined while too little is known. */
  left(): Seconds | undefined;
}

/** Below this share the time left is a guess. */
const known = 0.02;
/** A track that ends before this share of its work was there already: it says nothing about the speed. */
const hardlyBegun = 0.01;

/**
 * Follows `named` tracks from now on, and those that come besides (published by others, say); 0: as many as come, and one that comes
 * again is work again.
 */
export function createEstimate(named: number, clock: Pick<Clock, 'now'>): Estimate {
  const began = clock.now();
  const fractions = new Map<string, number>();
  const over = new Set<string>();
  let ended = 0;
  let free = 0;
  const total = (): number => (named === 0 ? 0 : Math.max(named, fractions.size));
  const worked = (): number => sum(fractions) - free;
  const part = (): number => (total() > free ? worked() / (total() - free) : 1);
  return {
    take({ trackKey, stage, kind, fraction = 0 }) {
      if (named === 0 && kind === 'started' && over.delete(trackKey)) fractions.delete(trackKey);
      if (over.has(trackKey)) return false;
      const before = fractions.get(trackKey) ?? 0;
      const reached = kind === 'failed' ? 1 : shareDone(stage, kind === 'done' ? 1 : fraction);
      fractions.set(trackKey, Math.max(before, reached));
      if (reached < 1) return false;
      over.add(trackKey);
      ended += 1;
      if (before <= hardlyBegun) free += 1;
      return true;
    },
    ended: () => ended,
    total,
    fractionOf: (trackKey) => fractions.get(trackKey) ?? 0,
    fraction: () => (total() > 0 ? Math.min(1, sum(fractions) / total()) : 1),
    left() {
      const done = part();
      if (done >= 1) return 0;
      return done < known ? undefined : (((clock.now() - began) / 1000) * (1 - done)) / done;
    },
  };
}

const sum = (values: ReadonlyMap<string, number>): number => [...values.values()].reduce((a, b) => a + b, 0);
