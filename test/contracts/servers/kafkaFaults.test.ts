import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { systemClock } from '../../../src/adapters/files/systemClock.js';
import type { KafkaOptions } from '../../../src/adapters/kafka/client/kafkaOptions.js';
import { kafkaLog } from '../../../src/adapters/kafka/log/kafkaLog.js';
import { createPatience, type Patience } from '../../../src/adapters/shared/patience.js';
import type { ConsumedRecord, Log } from '../../../src/ports/log.js';
import { describeOwn } from '../../services/describeOn.js';
import { startKafka, type KafkaAddress } from '../../services/kafka/startKafka.js';
import type { Server } from '../../services/server/server.js';
import { quiet } from '../../support/quiet.js';
import { until } from '../../support/until.js';
import { follow, type Follower } from '../log/support/follow.js';
import { numbered } from '../log/support/numbered.js';
import { record } from '../log/support/record.js';
import { text } from '../log/support/text.js';
import { evictMember } from './evictMember.js';
import { kafkaOptions, makeContractTopics } from './kafkaFixture.js';

const program = fileURLToPath(new URL('../programs/consumeOnKafka.ts', import.meta.url));
const keys = Array.from({ length: 24 }, (_, n) => `key ${n}`);

describeOwn('kafka', 'the log on a Kafka that has its troubles', () => {
  let server: Server<KafkaAddress>;
  let options: KafkaOptions;
  let logs: Log[] = [];
  beforeAll(async () => {
    server = await startKafka();
  });
  afterAll(() => server.stop());
  beforeEach(async () => {
    options = kafkaOptions(server.address);
    await makeContractTopics(options, 3);
  });
  afterEach(async () => {
    await Promise.all(logs.map((log) => log.close()));
    logs = [];
  });

  const open = (patience?: Patience): Log => {
    const log = kafkaLog(options, { clock: systemClock, ...(patience && { patience }) });
    logs.push(log);
    return log;
  };
  const append = (log: Log, value: string) =>
    log.append(
      'tracks',
      keys.map((key) => record(key, value)),
    );
  const idle = (log: Log) =>
    expect.poll(() => log.waits('ingest', ['tracks']), { timeout: 30_000, interval: 100 }).toBe(false);
  const placeOf = ({ record: { partition, offset } }: ConsumedRecord): string => `${partition}/${offset}`;
  const lostOf = ({ got }: Follower) => got.filter((each) => each.lost.aborted);

  it('a broker killed −9 and back after a while: nothing is lost, nothing comes twice to who has not been told that it lost it, and the wait is told meanwhile', async () => {
    // Longer than a busy machine takes to connect again: a session that has run out is another test's.
    options = { ...options, sessionTimeout: 30_000 };
    const told: string[] = [];
    const patience = createPatience({
      onWaiting: (error) => told.push(String(error.context['away'])),
      onOver: () => told.push('over'),
    });
    const log = open(patience);
    await append(log, '1');
    let settling = false;
    const follower = follow(log, { settling: () => settling });
    await until(() => follower.got.length === 24, 20_000);
    for (const each of follower.got.slice(0, 10)) each.settle();
    await server.kill9();
    settling = true;
    for (const each of follower.got.slice(10)) each.settle();
    await until(() => told.length > 0, 20_000);
    expect(patience.reason()).toBe(`waiting for Kafka at ${server.address.brokers.join(', ')}`);
    let appended = false;
    const appending = append(log, '2').then(() => (appended = true));
    await new Promise((resolve) => setTimeout(resolve, 3000));
    expect([appended, lostOf(follower).length]).toEqual([false, 0]);
    await server.restart();
    await appending;
    await until(() => new Set(follower.got.map(placeOf)).size === 48, 60_000);
    await idle(log);
    await quiet(() => follower.got.length, 500);
    // The membership goes on, unless the group is still loading when it is asked: then all that it had is lost, and comes again.
    const kept = follower.got.filter((each) => !each.lost.aborted).map(placeOf);
    expect(kept).toEqual([...new Set(kept)]);
    const fresh = follow(log, { group: 'all' });
    await until(() => fresh.got.length >= 48, 20_000);
    const found = fresh.got.map((each) => `${each.record.key} ${text(each.record.value)}`).sort();
    expect(found).toEqual([...keys.map((key) => `${key} 1`), ...keys.map((key) => `${key} 2`)].sort());
    await until(() => patience.reason() === undefined);
    expect(told.at(-1)).toBe('over');
  });

  it('what a member that is killed −9 did not settle comes to another within the session timeout + 5 s', async () => {
    const log = open();
    await append(log, '1');
    const child = spawn(process.execPath, ['--import', 'tsx', program, JSON.stringify(options)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (more: string) => (said += more));
    await until(() => said.split('\n').length > 24, 30_000);
    const before = await log.lag('ingest', ['tracks']);
    child.kill('SIGKILL');
    await once(child, 'close');
    const killed = Date.now();
    const follower = follow(log);
    await until(() => follower.got.length > 0, 20_000);
    expect(Date.now() - killed).toBeLessThan((options.sessionTimeout ?? 0) + 5000);
    const [{ lag }] = await log.lag('ingest', ['tracks']);
    await until(() => follower.got.length >= lag, 20_000);
    expect(lag).toBeLessThanOrEqual(before[0].lag);
    for (const each of follower.got) each.settle();
    await idle(log);
    const handled = new Set([...said.trim().split('\n'), ...follower.got.map(placeOf)]);
    expect(handled.size).toBe(24);
  });

  it('a member that was silent for too long has lost everything, also what is given to it again; it cannot settle over who had it meanwhile', async () => {
    const log = open();
    await append(log, '1');
    const follower = follow(log);
    await until(() => follower.got.length === 24, 20_000);
    const child = spawn(process.execPath, ['--import', 'tsx', program, JSON.stringify(options)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    // The whole process hangs, heartbeats too.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, (options.sessionTimeout ?? 0) + 2000);
    await until(() => lostOf(follower).length === 24, 30_000);
    for (const each of follower.got.slice(0, 24)) each.settle();
    child.kill('SIGKILL');
    await once(child, 'close');
    await until(() => follower.got.slice(24).some((each) => each.record.partition === 2), 30_000);
    await quiet(() => follower.got.length, 500);
    const [{ lag }] = await log.lag('ingest', ['tracks']);
    // The other settled every second record, so it has committed a few; nothing that only this one settled is.
    expect(lag).toBeGreaterThan(12);
    for (const each of follower.got.slice(24)) each.settle();
    await until(() => new Set(follower.got.slice(24).map(placeOf)).size >= lag, 30_000);
    for (const each of follower.got.slice(24)) each.settle();
    await idle(log);
  });

  it('a member that the group has put out has lost everything, though the same partitions come back to it at once', async () => {
    const log = open();
    await append(log, '1');
    const follower = follow(log);
    await until(() => follower.got.length === 24, 20_000);
    await evictMember(server.address, `${options.groupPrefix ?? ''}ingest`);
    await until(() => follower.got.length === 48, 30_000);
    expect(follower.got.map((each) => each.lost.aborted)).toEqual([
      ...keys.map(() => true),
      ...keys.map(() => false),
    ]);
    for (const each of follower.got.slice(0, 24)) each.settle();
    await quiet(() => follower.got.length, 500);
    expect((await log.lag('ingest', ['tracks']))[0].lag).toBe(24);
    for (const each of follower.got.slice(24)) each.settle();
    await idle(log);
  });

  it('work that takes longer than the session and the rebalance timeout keeps its membership, though every partition is paused', async () => {
    options = { ...options, sessionTimeout: 2000, rebalanceTimeout: 3000 };
    const log = open();
    for (let n = 0; n < 10; n += 1) await append(log, String(n));
    const follower = follow(log, { maxUnsettled: 3, maxTail: 4 });
    await until(() => follower.got.length === 3, 20_000);
    await new Promise((resolve) => setTimeout(resolve, 9000));
    expect([follower.got.length, lostOf(follower).length]).toEqual([3, 0]);
    let settled = 0;
    while (settled < 240) {
      await until(() => follower.got.length > settled, 20_000);
      follower.got[settled++].settle();
    }
    await idle(log);
    expect(follower.got).toHaveLength(240);
  });

  it('members that come and go all the time: every record is settled, by who owns it; none is settled and comes again to nobody', async () => {
    const log = open();
    for (let n = 0; n < 20; n += 1) await append(log, String(n));
    const done = new Map<string, number>();
    /** Works on each record for a moment; settles what it still has then. */
    const settling = (consumed: ConsumedRecord): boolean => {
      setTimeout(() => {
        if (consumed.lost.aborted) return;
        done.set(placeOf(consumed), (done.get(placeOf(consumed)) ?? 0) + 1);
        consumed.settle();
      }, 40);
      return false;
    };
    const steady = follow(log, { maxUnsettled: 6, settling });
    for (let n = 0; n < 4; n += 1) {
      const visitor = open();
      const guest = follow(visitor, { maxUnsettled: 6, settling });
      await until(() => guest.got.length > 3, 20_000).catch(() => undefined);
      await guest.member.leave();
    }
    await idle(log);
    expect(done.size).toBe(480);
    // Handed to one after the other, some were done twice: those settled when the other took over, and not committed yet.
    expect([...done.values()].filter((times) => times > 1).length).toBeLessThan(60);
    expect(steady.completed()).toBe(false);
  });

  it('who joins or leaves takes no more from the others than their fair shares: their work goes on', async () => {
    const log = open();
    for (let n = 0; n < 3; n += 1) await append(log, String(n));
    const partitionsOf = (some: readonly ConsumedRecord[]) =>
      new Set(some.map(({ record: { partition } }) => partition)).size;
    const steady = follow(log, { maxUnsettled: 72, maxTail: 72 });
    await until(() => steady.got.length === 72, 20_000);
    const guest = follow(open(), { maxUnsettled: 72, maxTail: 72 });
    await until(() => partitionsOf(guest.got) === 1 && lostOf(steady).length > 0, 20_000);
    expect([partitionsOf(lostOf(steady)), lostOf(guest).length]).toEqual([1, 0]);
    const second = follow(open(), { maxUnsettled: 72, maxTail: 72 });
    await until(() => partitionsOf(second.got) === 1 && partitionsOf(lostOf(steady)) === 2, 20_000);
    expect(lostOf(guest)).toEqual([]);
    await guest.member.leave();
    await until(() => partitionsOf(steady.got.slice(72)) + partitionsOf(second.got) === 2, 20_000);
    expect([partitionsOf(lostOf(steady)), lostOf(second).length]).toEqual([2, 0]);
  });

  it('leaving and closing end soon though the broker is away; what was settled and could not be committed comes again', async () => {
    const log = open(createPatience({ limit: 500 }));
    await log.append('tracks', numbered('a', 3));
    const follower = follow(log);
    await until(() => follower.got.length === 3, 20_000);
    await server.kill9();
    follower.got[0].settle();
    await expect(follower.member.leave()).rejects.toMatchObject({ code: 'unavailable' });
    await log.close();
    expect(lostOf(follower)).toHaveLength(3);
    await server.restart();
    const again = follow(open());
    await until(() => again.got.length === 3, 30_000);
  });

  it('a member and a table that begin while the broker is away have their records when it is back, through the loading of its groups', async () => {
    await append(open(), '1');
    await server.kill9();
    const log = open();
    const errors: unknown[] = [];
    const got: unknown[] = [];
    const error = (thrown: unknown): void => void errors.push(thrown);
    const next = (each: unknown): void => void got.push(each);
    log
      .consume({ topics: ['tracks'], group: 'ingest', maxUnsettled: 99 })
      .records$.subscribe({ next, error });
    log.readTable('tracks', { follow: true }).subscribe({ next, error });
    await server.restart();
    await until(() => got.length === 48 || errors.length > 0, 30_000);
    expect(errors).toEqual([]);
  });
});
