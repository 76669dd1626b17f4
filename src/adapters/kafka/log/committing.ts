import { setTimeout as pause } from 'node:timers/promises';
import { PipelineError } from '../../../errors.js';
import { kafkaName, type KafkaOptions } from '../client/kafkaOptions.js';
import { isOfMembership, kafkaError } from '../client/kafkaError.js';
import { createPatience, type Patience } from '../../shared/patience.js';
import type { Tenure } from './tenure.js';
import type { Tenures } from './tenures.js';

export interface CommittingOptions {
  readonly owned: Tenures;
  readonly patience: Patience;
  readonly kafka: KafkaOptions;
  readonly group: string;
  readonly fail: (error: unknown) => void;
}

export interface Committing {
  /** Commits what is settled, and goes on until all of it is. */
  soon(): void;
  /** Commits what is settled, for the last time: error `unavailable` where that takes too long. */
  last(): Promise<void>;
}

interface Move {
  readonly tenure: Tenure;
  readonly position: number;
}

const passing = { retryable: true } as const;
/** Who leaves does not wait for ever: what it could not commit comes again. */
const longestLast = 5000;

/**
 * Commits the highest contiguous settled offset of each partition, under the membership that its records came under: kafkajs' own `commitOffsets` would
 * repeat a refused commit under the next one, over what another owner has committed.
 */
export function committing({ owned, patience, kafka, group, fail }: CommittingOptions): Committing {
  const doing = `Committing how far the group ${group} is`;
  let running: Promise<void> | undefined;
  let again = false;
  const moves = (): readonly Move[] =>
    owned.all().flatMap((tenure) => {
      const position = tenure.position();
      return position === undefined || position === tenure.committed ? [] : [{ tenure, position }];
    });
  const commitNow = async (leaving: boolean): Promise<void> => {
    // In a turn of its own: kafkajs has told of every change of membership that it has made by then.
    await new Promise((resolve) => setImmediate(resolve));
    const moved = moves();
    const commitOffsets = moved.map(({ tenure }) => tenure.commitOffsets()).find(Boolean);
    if (!commitOffsets) return;
    try {
      await commitOffsets({ topics: byTopic(moved) });
    } catch (error) {
      // What is still owned when it has joined anew is committed then; who leaves waits for that.
      if (!isOfMembership(error)) throw kafkaError(error, doing, kafka);
      if (leaving) throw new PipelineError('unavailable', `${doing}: its members change`, passing);
      return;
    }
    for (const { tenure, position } of moved) tenure.committed = position;
  };
  const commitAll = async (through: Patience, leaving = false): Promise<void> => {
    do {
      again = false;
      await through.through(() => commitNow(leaving));
      // `again` may have been set meanwhile.
    } while (again as boolean);
  };
  return {
    soon() {
      again = true;
      running ??= commitAll(patience)
        .catch(fail)
        .finally(() => (running = undefined));
    },
    async last() {
      if (moves().length === 0) return;
      const late = new AbortController();
      // kafkajs connects anew for ever, without a word.
      const tooLate = pause(longestLast, undefined, { signal: late.signal }).then(() => {
        throw new PipelineError('unavailable', `${doing}: ${kafkaName(kafka)} does not answer`);
      });
      await Promise.race([commitAll(createPatience({ limit: longestLast }), true), tooLate]).finally(() =>
        late.abort(),
      );
    },
  };
}

function byTopic(moves: readonly Move[]) {
  const topics = [...new Set(moves.map(({ tenure }) => tenure.topic))];
  return topics.map((topic) => ({
    topic,
    partitions: moves
      .filter(({ tenure }) => tenure.topic === topic)
      .map(({ tenure: { partition }, position }) => ({ partition, offset: String(position) })),
  }));
}
