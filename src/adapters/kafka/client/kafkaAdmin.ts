import type { Admin, GroupDescription } from 'kafkajs';
import { PipelineError } from '../../../errors.js';
import { createKafka } from './createKafka.js';
import { hasTimedOut, kafkaError } from './kafkaError.js';
import { kafkaName, type KafkaOptions } from './kafkaOptions.js';
import { replaceable } from './replaceable.js';

/** One partition: `low` is the first offset that is still there, `high` the one after the last. */
export interface PartitionEnds {
  readonly low: number;
  readonly high: number;
}

/** What can be asked of the cluster, by the names that topics and groups have there. Errors are PipelineErrors; nothing waits. */
export interface KafkaAdmin {
  /** Does something with kafkajs' admin client. */
  ask<T>(doing: string, work: (admin: Admin) => Promise<T>): Promise<T>;
  /** Refuses topics that are not there: `bad-config`. What was found once is not asked for again. */
  expect(topics: readonly string[]): Promise<void>;
  /** Of each partition, in order. */
  ends(topic: string): Promise<readonly PartitionEnds[]>;
  /** The offset that the group has committed in each partition, in order; undefined where it has none. */
  committed(group: string, topic: string): Promise<readonly (number | undefined)[]>;
  /** What the group's coordinator says of it. */
  describe(group: string): Promise<GroupDescription>;
  close(): Promise<void>;
}

/** Connects when it is first asked. */
export function kafkaAdmin(options: KafkaOptions): KafkaAdmin {
  const client = replaceable(() => createKafka(options).admin());
  const found = new Set<string>();
  let looking: Promise<void> | undefined;
  const look = async (): Promise<void> => {
    for (const topic of await ask('Looking for topics', (admin) => admin.listTopics())) found.add(topic);
  };
  const ask = async <T>(doing: string, work: (admin: Admin) => Promise<T>): Promise<T> => {
    try {
      return await work(await client.get());
    } catch (error) {
      // The machine at the other end may be gone without a word: nothing else would end that connection for a quarter of an hour.
      if (hasTimedOut(error)) void client.replace();
      throw kafkaError(error, doing, options);
    }
  };
  return {
    ask,
    async expect(topics) {
      if (topics.every((topic) => found.has(topic))) return;
      looking ??= look().finally(() => (looking = undefined));
      await looking;
      const missing = topics.filter((topic) => !found.has(topic));
      if (missing.length > 0)
        throw new PipelineError(
          'bad-config',
          `${kafkaName(options)} has no topic ${missing.join(', ')}. Make what is missing with \`mashstream topics create\`.`,
        );
    },
    ends: (topic) =>
      ask(`Asking where the topic ${topic} ends`, async (admin) => {
        const all = await admin.fetchTopicOffsets(topic);
        return inOrder(all).map(({ low, high }) => ({ low: Number(low), high: Number(high) }));
      }),
    committed: (group, topic) =>
      ask(`Asking how far the group ${group} is`, async (admin) => {
        const [{ partitions }] = await admin.fetchOffsets({ groupId: group, topics: [topic] });
        return inOrder(partitions).map(({ offset }) => (Number(offset) < 0 ? undefined : Number(offset)));
      }),
    describe: (group) =>
      ask(`Asking for the group ${group}`, async (admin) => {
        const [description] = (await admin.describeGroups([group])).groups;
        return description;
      }),
    close: () => client.close(),
  };
}

const inOrder = <T extends { readonly partition: number }>(all: readonly T[]): readonly T[] =>
  [...all].sort((a, b) => a.partition - b.partition);
