import { setImmediate as turn } from 'node:timers/promises';
import type { Milliseconds } from '../../domain/units.js';
import type { Clock } from '../../ports/clock.js';

/** The longest that a loop of small steps may hold the event loop. */
const longest: Milliseconds = 8;

/**
 * What a long loop awaits at each step: when the steps since the last turn took too long, others have their turn. A catalogue that
 * answers at once gives nobody one by itself.
 */
export function breather(clock: Pick<Clock, 'now'>): () => Promise<void> {
  let since = clock.now();
  return async () => {
    if (clock.now() - since < longest) return;
    await turn();
    since = clock.now();
  };
}
