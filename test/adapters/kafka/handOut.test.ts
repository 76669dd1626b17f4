import type { KafkaMessage } from 'kafkajs';
import { expect, it } from 'vitest';
import { handOut } from '../../../src/adapters/kafka/log/handOut.js';
import type { TopicPartition } from '../../../src/adapters/kafka/log/topicPartition.js';
import { beginTenure, type Tenure } from '../../../src/adapters/kafka/log/tenure.js';
import type { ConsumedRecord } from '../../../src/ports/log.js';
import { quiet } from '../../support/quiet.js';

const messages = (from: number, count: number): KafkaMessage[] =>
  Array.from({ length: count }, (_, n) => ({
    ...{ key: Buffer.from('a'), value: null, timestamp: '0', attributes: 0 },
    ...{ offset: String(from + n), headers: {} },
  }));

/** Two partitions of which much more is fetched than may be handed out; what is paused and resumed is noted. */
function handing(limits: { readonly maxUnsettled: number; readonly maxTail?: number }) {
  const all: readonly Tenure[] = [0, 1].map((partition) => beginTenure('t', partition));
  for (const tenure of all) {
    tenure.start(0);
    tenure.paused = false;
  }
  const [got, steered]: [ConsumedRecord[], string[]] = [[], []];
  const note = (what: string) => (at: TopicPartition) => void steered.push(`${what} ${at.partition}`);
  const nothing = () => undefined;
  const name = (text: string) => text;
  const pump = handOut({
    owned: {
      ...{ use: nothing, find: nothing, assign: nothing, loseAll: nothing, take: () => false },
      all: () => all.filter(({ lost }) => !lost.signal.aborted),
    },
    member: {
      ...{ pause: note('pause'), resume: note('resume'), seek: nothing, leaders: () => new Set<string>() },
      ...{ join: () => Promise.resolve(), leave: () => Promise.resolve() },
    },
    names: { topic: name, group: name, ours: name },
    ...{ limits, hand: (each) => got.push(each), taking: () => true, onSettled: nothing },
  });
  const fetched = (partition: number, from: number, count: number): void => {
    all[partition].take({
      messages: messages(from, count),
      ...{ highWatermark: from + count + 5, lastOffset: from + count - 1 },
      commitOffsets: () => Promise.resolve(),
    });
    pump.soon();
  };
  const still = () => quiet(() => got.length, 5);
  return { all, got, steered, fetched, still };
}

it('pauses a partition while much of it waits here, and resumes it before that is used up', async () => {
  const { got, steered, fetched, still } = handing({ maxUnsettled: 10 });
  fetched(0, 0, 200);
  fetched(1, 0, 20);
  expect(await still()).toBe(10);
  expect(steered).toEqual(['pause 0']);
  for (let settled = 0; steered.length < 2; settled += 1) {
    got[settled].settle();
    await still();
  }
  expect(steered).toEqual(['pause 0', 'resume 0']);
  const handed = got.filter((each) => each.record.partition === 0).length;
  expect(200 - handed).toBe(63);
});

it('takes partitions in turn, stops at the limit over all of them, and at the tail of one', async () => {
  const { got, fetched, still } = handing({ maxUnsettled: 6, maxTail: 3 });
  fetched(0, 0, 50);
  fetched(1, 0, 50);
  expect(await still()).toBe(6);
  expect(got.filter((each) => each.record.partition === 0)).toHaveLength(3);
  const slow = got.find((each) => each.record.partition === 0);
  for (let at = 0; at < got.length; at += 1) {
    if (got[at] !== slow) got[at].settle();
    await still();
  }
  // All of the other; of the slow one it, the tail behind it, and nothing more.
  expect(got.filter((each) => each.record.partition === 1)).toHaveLength(50);
  expect(got.filter((each) => each.record.partition === 0).length).toBeLessThanOrEqual(3 + 6);
});

it('hands out nothing of a partition that is lost, and frees the room of what was', async () => {
  const { all, got, fetched, still } = handing({ maxUnsettled: 4 });
  fetched(0, 0, 50);
  expect(await still()).toBe(4);
  fetched(1, 0, 50);
  expect(await still()).toBe(4);
  all[0].lost.abort();
  fetched(1, 50, 1);
  expect(await still()).toBe(8);
  expect(got.slice(4).every((each) => each.record.partition === 1)).toBe(true);
});

it('tells the end that the last fetch told of, and of a fetch again only what is new', async () => {
  const { got, fetched, still } = handing({ maxUnsettled: 100 });
  fetched(0, 0, 10);
  fetched(0, 5, 10);
  expect(await still()).toBe(15);
  expect(got.map((each) => each.record.offset)).toEqual(Array.from({ length: 15 }, (_, n) => n));
  expect(got[0].end()).toBe(20);
});
