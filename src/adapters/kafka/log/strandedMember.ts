import type { Milliseconds } from '../../../domain/units.js';
import type { Clock } from '../../../ports/clock.js';

export interface StrandedOptions {
  readonly clock: Pick<Clock, 'now'>;
  /** How often it has asked to join since it last did. */
  readonly attempts: () => number;
}

/** Where several brokers are fetched from, one fetch may go on for a moment while it joins. */
const longest: Milliseconds = 3000;

/**
 * Asked at each fetch: does kafkajs fetch on without being a member? It does where the group had put it out and the coordinator, still loading,
 * refused it once when it asked to join anew: it has forgotten who it was by then, sends no heartbeat, and asks for nothing more. What it works
 * on counts for nothing. True once, and again when that has not helped.
 */
export function strandedMember({ clock, attempts }: StrandedOptions): () => boolean {
  let seen = 0;
  let since: Milliseconds = 0;
  return () => {
    const now = clock.now();
    if (attempts() !== seen) [seen, since] = [attempts(), now];
    if (seen === 0 || now - since < longest) return false;
    since = now;
    return true;
  };
}

/** What kafkajs takes for the broker's word that it is no member, upon which it joins anew: to be thrown while it fetches. */
export const unknownMember = (): Error =>
  Object.assign(new Error('It fetches without being a member of its group.'), { type: 'UNKNOWN_MEMBER_ID' });
