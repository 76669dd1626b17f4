import type { Milliseconds } from '../../../domain/units.js';
import type { Clock } from '../../../ports/clock.js';

export interface StrandedOptions {
  readonly clock: Pick<Clock, 'now'>;
  /** How often it has asked to join since it last did. */
  readonly attempts: () => number;
  readonly onStranded: () => void;
}

/** Where another fetch is under way while it joins, both are seen at once for a moment. */
const longest: Milliseconds = 3000;

/**
 * Tells when kafkajs fetches on without being a member. It does so where the group had put it out and the coordinator, still loading, refused it
 * once when it asked to join anew: it has forgotten who it was by then, sends no heartbeat, and asks for nothing more. What it works on counts
 * for nothing, and no other member gets its partitions' records while it is the only one.
 */
export function watchStranded({ clock, attempts, onStranded }: StrandedOptions): { fetches(): void } {
  let seen = 0;
  let since: Milliseconds = 0;
  return {
    fetches() {
      const now = clock.now();
      if (attempts() !== seen) [seen, since] = [attempts(), now];
      if (seen === 0 || now - since < longest) return;
      since = now;
      onStranded();
    },
  };
}
