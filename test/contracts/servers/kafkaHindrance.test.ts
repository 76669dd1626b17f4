import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, it } from 'vitest';
import { systemClock } from '../../../src/adapters/files/systemClock.js';
import type { KafkaOptions } from '../../../src/adapters/kafka/client/kafkaOptions.js';
import { kafkaLog } from '../../../src/adapters/kafka/log/kafkaLog.js';
import { createPatience, type Patience } from '../../../src/adapters/shared/patience.js';
import type { Log } from '../../../src/ports/log.js';
import { describeOn, describeOwn } from '../../services/describeOn.js';
import { kafkaBehind } from '../../services/kafka/kafkaBehind.js';
import { until } from '../../support/until.js';
import { follow, type Follower } from '../log/support/follow.js';
import { record } from '../log/support/record.js';
import { kafkaOptions, makeContractTopics } from './kafkaFixture.js';

const program = fileURLToPath(new URL('../programs/consumeOnKafka.ts', import.meta.url));
const keys = Array.from({ length: 12 }, (_, n) => `key ${n}`);

const logs: Log[] = [];
const ends: (() => unknown)[] = [];
afterEach(async () => {
  await Promise.all(logs.splice(0).map((log) => log.close()));
  for (const end of ends.splice(0).reverse()) await end();
});

function open(options: KafkaOptions, patience: Patience = createPatience()): Log {
  const log = kafkaLog(options, { clock: systemClock, patience });
  logs.push(log);
  return log;
}
const append = (log: Log): Promise<void> =>
  log.append(
    'tracks',
    keys.map((key) => record(key, 'x')),
  );

describeOn('kafka', 'a member that waits for others of its group', (address) => {
  it('says that it is no member yet, or how long the group rebalances, and not that Kafka is away', async () => {
    const options = { ...kafkaOptions(address()), sessionTimeout: 20_000, worryAfter: 4000 };
    await makeContractTopics(options, 3);
    const told: string[] = [];
    const patience = createPatience({ onWaiting: ({ message }) => told.push(message) });
    const log = open(options, patience);
    await append(log);
    const steady = follow(log);
    await until(() => steady.got.length === 12, 20_000);
    const frozen = await other(options);
    await until(() => steady.got.some(({ lost }) => lost.aborted), 20_000);
    expect(steady.member.hindrance()).toBeUndefined();
    // It owes the others its consent until it is put out.
    frozen.kill('SIGSTOP');
    const comes = follow(open(options, patience));
    const began = Date.now();
    while (Date.now() - began < 9000) {
      expect(comes.member.hindrance()).toBe('not a member of group ingest');
      expect(steady.member.hindrance() ?? '').toMatch(/^$|^group ingest has been rebalancing for \d+ s$/);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    expect(steady.member.hindrance()).toMatch(/rebalancing/);
    expect([told, patience.reason()]).toEqual([[], undefined]);
    await until(
      () => steady.member.hindrance() === undefined && comes.member.hindrance() === undefined,
      30_000,
    );
    await until(() => comes.got.length > 0, 20_000);
  }, 90_000);
});

const lost = ({ got }: Follower): number => got.filter((each) => each.lost.aborted).length;

/** Another process that is a member of the group. */
async function other(options: KafkaOptions): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['--import', 'tsx', program, JSON.stringify(options)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  ends.push(() => child.kill('SIGKILL'));
  await once(child.stdout, 'data');
  return child;
}

describeOwn('kafka', 'a member whose fetches nobody answers', () => {
  it('says so until they are answered again; one that asks for nothing misses nothing', async () => {
    const { between, server } = await kafkaBehind((end) => ends.push(end));
    // Between fetches it sends its heartbeats: without an answer it would be put out soon.
    const options = { ...kafkaOptions(server.address), worryAfter: 3000, sessionTimeout: 60_000 };
    await makeContractTopics(options, 3);
    const log = open(options);
    await append(log);
    const [steady, full] = [follow(log), follow(log, { group: 'full', maxUnsettled: 1 })];
    for (let n = 0; n < 70; n += 1) await append(log);
    await until(() => steady.got.length === 71 * 12 && full.got.length === 1, 20_000);
    expect([steady.member.hindrance(), full.member.hindrance()]).toEqual([undefined, undefined]);
    between.loseFetches(true);
    await until(() => steady.member.hindrance() !== undefined, 20_000);
    expect(steady.member.hindrance()).toMatch(/^no fetch of group ingest was answered for \d+ s$/);
    // All its partitions are paused: it asks for nothing.
    expect(full.member.hindrance()).toBeUndefined();
    between.loseFetches(false);
    // The request that got lost is given up first.
    await until(() => steady.member.hindrance() === undefined, 60_000);
    await append(log);
    await until(() => steady.got.length === 72 * 12, 20_000);
    expect(lost(steady)).toBe(0);
  }, 120_000);
});
