import { concat, of, pipe, throwError } from 'rxjs';
import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/adapters/files/systemClock.js';
import { openDatabase } from '../../src/adapters/sqlite/database/openDatabase.js';
import type { TrackMessage } from '../../src/domain/track.js';
import { PipelineError } from '../../src/errors.js';
import { silentObserver } from '../../src/metrics.js';
import type { Output } from '../../src/operators/stream/output.js';
import { stage, type Effect } from '../../src/operators/stream/stage.js';
import type { Log, NewRecord } from '../../src/ports/log.js';
import { anyTopology, type Topology } from '../../src/topologies/topology.js';
import { leaving } from '../support/leaving.js';
import { quiet } from '../support/quiet.js';
import { topologyDriver, type TopologyDriver } from '../support/topologyDriver.js';
import { until } from '../support/until.js';

type Work = Effect<TrackMessage | null, Output>;

let driver: TopologyDriver;
afterEach(() => driver.close());

const topologyOf = (effect: Work, maxUnsettled: number): Topology =>
  anyTopology({
    name: 'test',
    topic: 'tracks',
    inWork: maxUnsettled,
    waiting: 0,
    operator: (write) =>
      pipe(
        stage('work', { observer: silentObserver, clock: systemClock, concurrency: 2 }, effect),
        leaving,
        write(),
      ),
  });

const requestOf = (key: string): Output => ({
  topic: 'rerank',
  key,
  value: { schema: 1, seedClipId: key, why: 'sweep' },
});

/** A log whose writes of the topology wait until they are let through. */
function stuckLog() {
  const writes: { topic: string; keys: string[]; pass: () => void }[] = [];
  const asSeen = (log: Log): Log => ({
    ...log,
    append: async (topic, records) => {
      await new Promise<void>((pass) => writes.push({ topic, keys: records.map(({ key }) => key), pass }));
      return log.append(topic, records);
    },
  });
  return { writes, asSeen };
}

const songs = async (count: number): Promise<void> => {
  const value = new TextEncoder().encode(JSON.stringify({ schema: 1, uri: '/a' }));
  await driver.log.append(
    'tracks',
    Array.from({ length: count }, (_, n): NewRecord => ({ key: `song ${n}`, value })),
  );
};
const lag = async (): Promise<number> => (await driver.log.lag('test', ['tracks']))[0].lag;

describe('backpressure', () => {
  it('counts exactly what passes while the sink is stuck', async () => {
    const { writes, asSeen } = stuckLog();
    driver = topologyDriver(undefined, asSeen);
    let worked = 0;
    const work: Work = (_, { key }) => {
      worked += 1;
      return of(requestOf(key));
    };
    await songs(300);
    const running = driver.start([topologyOf(work, 5)]);
    await until(() => worked === 5);
    expect(await quiet(() => worked)).toBe(5);
    // Each of the five waits for its own write; nothing else was begun.
    expect(writes.map(({ keys }) => keys)).toEqual([0, 1, 2, 3, 4].map((n) => [`song ${n}`]));
    expect([driver.unsettled.count(), await lag(), (await driver.table('rerank')).length]).toEqual([
      5, 300, 0,
    ]);
    writes[0].pass();
    await until(() => writes.length === 6);
    expect(await quiet(() => worked)).toBe(6);
    expect([driver.unsettled.count(), await lag(), (await driver.table('rerank')).length]).toEqual([
      5, 299, 1,
    ]);
    for (const { pass } of writes.slice(1, 5)) pass();
    await until(() => writes.length === 10);
    expect(await quiet(() => worked)).toBe(10);
    expect(await lag()).toBe(295);
    running.stop();
    await running.ended;
  });

  it('writes everything once, in order, when nothing fails', async () => {
    const appended: string[] = [];
    driver = topologyDriver(undefined, (log) => ({
      ...log,
      append: (topic, records) => {
        appended.push(...records.map(({ key }) => `${topic} ${key}`));
        return log.append(topic, records);
      },
    }));
    await songs(100);
    const work: Work = (_, { key }) => [
      requestOf(`${key} a`),
      { topic: 'mashups', key, value: null },
      requestOf(`${key} b`),
    ];
    await driver.settle([topologyOf(work, 7)]);
    expect(appended).toHaveLength(300);
    expect(new Set(appended).size).toBe(300);
    for (let n = 0; n < 100; n += 1)
      expect(appended.filter((line) => line.split(' ')[2] === String(n))).toEqual([
        `rerank song ${n} a`,
        `mashups song ${n}`,
        `rerank song ${n} b`,
      ]);
    expect(await lag()).toBe(0);
  });

  it('a burst of one key keeps out no other, though it is longer than may wait', async () => {
    driver = topologyDriver();
    await songs(1);
    const value = new TextEncoder().encode(JSON.stringify({ schema: 1, uri: '/a' }));
    const again = Array.from({ length: 40 }, (): NewRecord => ({ key: 'song 0', value }));
    await driver.log.append('tracks', [...again, { key: 'another', value }]);
    const begun: string[] = [];
    let goOn = (): void => undefined;
    const open = new Promise<void>((resolve) => (goOn = resolve));
    const work: Work = async (_, { key }) => {
      begun.push(key);
      if (key === 'song 0') await open;
      return requestOf(key);
    };
    const running = driver.start([{ ...topologyOf(work, 2), waiting: 4 }]);
    await until(() => begun.length === 2);
    expect(begun).toEqual(['song 0', 'another']);
    goOn();
    await until(() => begun.length === 42);
    await running.drain();
    expect(await lag()).toBe(0);
  });
});

describe('a write that fails', () => {
  /** A database on which a run with a broken log is followed by one with a sound log. */
  const brokenFor = (topic: string): void => {
    let broken = true;
    driver = topologyDriver(openDatabase(':memory:'), (log) => ({
      ...log,
      append: (to, records) => {
        if (to !== topic || !broken) return log.append(to, records);
        broken = false;
        return Promise.reject(new PipelineError('disk-full', 'no room'));
      },
    }));
  };
  const fails: Work = () => throwError(() => new PipelineError('not-audio', 'no sound'));

  it('commits nothing when a dead letter cannot be written, and writes it once later', async () => {
    brokenFor('dead-letters');
    await songs(3);
    await expect(driver.start([topologyOf(fails, 4)]).ended).rejects.toMatchObject({ code: 'disk-full' });
    expect([await lag(), (await driver.table('dead-letters')).length]).toEqual([3, 0]);
    await driver.settle([topologyOf(fails, 4)]);
    expect([await lag(), (await driver.table('dead-letters')).length]).toEqual([0, 3]);
  });

  it('commits nothing when one of several outputs cannot be written; all are written again', async () => {
    brokenFor('mashups');
    await songs(1);
    const work: Work = (_, { key }) =>
      concat(of(requestOf(key)), of<Output>({ topic: 'mashups', key, value: null }));
    await expect(driver.start([topologyOf(work, 4)]).ended).rejects.toMatchObject({ code: 'disk-full' });
    expect([await lag(), (await driver.table('rerank')).length]).toEqual([1, 1]);
    await driver.settle([topologyOf(work, 4)]);
    const [, end] = [await driver.table('rerank'), await driver.log.lag('other', ['rerank', 'mashups'])];
    expect([await lag(), end.map(({ lag: count }) => count)]).toEqual([0, [2, 1]]);
  });
});
