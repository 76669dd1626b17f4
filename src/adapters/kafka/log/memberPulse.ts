import type { Milliseconds } from '../../../domain/units.js';
import type { Clock } from '../../../ports/clock.js';

export interface PulseOptions {
  readonly clock: Pick<Clock, 'now'>;
  /** By our name. */
  readonly group: string;
  /** How long the others may take to agree, or a broker to answer, before it is told. */
  readonly worryAfter: Milliseconds;
  /** The brokers from which something is wanted just now. */
  readonly wanted: () => ReadonlySet<string>;
}

/** How it goes with a membership, by what is heard of it. */
export interface MemberPulse {
  /** It asks to join, for the first time or anew: there is no answer before all others have joined. */
  joins(): void;
  joined(): void;
  dropped(): void;
  /** A broker is asked for records … */
  asked(broker: string): void;
  /** … and has answered. */
  answered(broker: string): void;
  readonly isJoining: () => boolean;
  /** Why nothing can come just now; undefined: no reason is known. */
  readonly hindrance: () => string | undefined;
}

export function memberPulse({ clock, group, worryAfter, wanted }: PulseOptions): MemberPulse {
  const askedAt = new Map<string, Milliseconds>();
  let isMember = false;
  let joinsSince: Milliseconds | undefined;
  const late = (since: Milliseconds | undefined): number | undefined => {
    const span = since === undefined ? 0 : clock.now() - since;
    return span > worryAfter ? Math.round(span / 1000) : undefined;
  };
  const unanswered = (): number | undefined => {
    const times = [...wanted()].flatMap((broker) => askedAt.get(broker) ?? []);
    return times.length === 0 ? undefined : late(Math.min(...times));
  };
  return {
    joins: () => void (joinsSince ??= clock.now()),
    joined() {
      [isMember, joinsSince] = [true, undefined];
      askedAt.clear();
    },
    dropped: () => void (isMember = false),
    // A request that failed is repeated: it is the first one that counts.
    asked: (broker) => void askedAt.set(broker, askedAt.get(broker) ?? clock.now()),
    answered: (broker) => void askedAt.delete(broker),
    isJoining: () => joinsSince !== undefined,
    hindrance() {
      if (!isMember) return `not a member of group ${group}`;
      const rebalancing = late(joinsSince);
      if (rebalancing !== undefined) return `group ${group} has been rebalancing for ${rebalancing} s`;
      const silent = unanswered();
      return silent === undefined ? undefined : `no fetch of group ${group} was answered for ${silent} s`;
    },
  };
}
