import type { Milliseconds } from '../../../domain/units.js';
import type { Clock } from '../../../ports/clock.js';

export interface StrandedOptions {
  readonly clock: Pick<Clock, 'now'>;
  /** Resolves when the coordinator of the group has answered somebody else. */
  readonly coordinatorAnswers: () => Promise<unknown>;
}

export interface StrandedMember {
  /** The group knows it: it has joined, or a heartbeat was answered. */
  heard(): void;
  /** Asked at each fetch: does it fetch on as nobody? True once, and again when that has not helped. */
  isStranded(): boolean;
}

/** Without a heartbeat, of which there is one a second or more, though it fetches; and again after the coordinator has answered others. */
const longest: Milliseconds = 3000;

/**
 * Tells when kafkajs fetches on without being a member, which it does where
 *  - the group had put it out and it was refused once when it asked to join anew (a coordinator that is loading, or cannot be found): it has
 *    forgotten who it was by then, sends no heartbeat, and asks for nothing more;
 *  - the coordinator is another broker now: it asks the former one for ever.
 * What it works on counts for nothing then. While nobody answers, a membership is kept: it outlasts an outage.
 */
export function strandedMember({ clock, coordinatorAnswers }: StrandedOptions): StrandedMember {
  let heardAt: Milliseconds = 0;
  let answeredAt: Milliseconds | undefined;
  let asking: symbol | undefined;
  const heard = (): void => {
    heardAt = clock.now();
    [answeredAt, asking] = [undefined, undefined];
  };
  const ask = (): void => {
    const mine = (asking = Symbol('asking'));
    const over = (at?: Milliseconds): void => {
      if (asking === mine) [answeredAt, asking] = [at, undefined];
    };
    coordinatorAnswers().then(
      () => over(clock.now()),
      () => over(),
    );
  };
  return {
    heard,
    isStranded() {
      if (clock.now() - heardAt <= longest) return false;
      if (answeredAt === undefined) {
        if (asking === undefined) ask();
        return false;
      }
      if (clock.now() - answeredAt <= longest) return false;
      heard();
      return true;
    },
  };
}

/** What kafkajs takes for the broker's word that it is no member, upon which it joins anew: to be thrown while it fetches. */
export const unknownMember = (): Error =>
  Object.assign(new Error('It fetches without being a member of its group.'), { type: 'UNKNOWN_MEMBER_ID' });
