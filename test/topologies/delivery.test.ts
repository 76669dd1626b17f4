import { concat, EMPTY, NEVER, of, pipe, throwError } from 'rxjs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TrackMessage } from '../../src/domain/track.js';
import { PipelineError } from '../../src/errors.js';
import { silentObserver } from '../../src/metrics.js';
import type { Output } from '../../src/operators/stream/output.js';
import type { Log } from '../../src/ports/log.js';
import { stage, type Effect } from '../../src/operators/stream/stage.js';
import { anyTopology, type Topology } from '../../src/topologies/topology.js';
import { systemClock } from '../../src/adapters/files/systemClock.js';
import { leaving } from '../support/leaving.js';
import { topologyDriver, type TopologyDriver } from '../support/topologyDriver.js';
import { until } from '../support/until.js';

let driver: TopologyDriver;
beforeEach(() => {
  driver = topologyDriver();
});
afterEach(() => driver.close());

type Work = Effect<TrackMessage | null, Output>;

const heavy = { observer: silentObserver, clock: systemClock, concurrency: 2, heavy: true, handsBack: true };

const topologyOf = (effect: Work, maxUnsettled = 4, concurrency = 2): Topology =>
  anyTopology({
    name: 'test',
    topic: 'tracks',
    inWork: maxUnsettled,
    waiting: 0,
    operator: (write) => pipe(stage('work', { ...heavy, concurrency }, effect), leaving, write()),
  });

const song = (uri: string): TrackMessage => ({ schema: 1, uri });
const announced: Work = (_, { key }) =>
  of<Output>({ topic: 'rerank', key, value: { schema: 1, seedClipId: key, why: 'sweep' } });

describe('a running topology', () => {
  it('writes what is derived and commits what is settled', async () => {
    await driver.publish('tracks', 'a', song('/a'));
    await driver.publish('tracks', 'b', song('/b'));
    await driver.settle([topologyOf(announced)]);
    expect((await driver.table('rerank')).map(({ key }) => key)).toEqual(['a', 'b']);
    expect(await driver.log.lag('test', ['tracks'])).toEqual([{ topic: 'tracks', lag: 0 }]);
    expect(driver.unsettled.count()).toBe(0);
  });

  it('puts what cannot be processed among the dead letters with its original bytes, and lives on', async () => {
    await driver.publish('tracks', 'bad', 'not json {');
    await driver.publish('tracks', 'empty', { schema: 1, title: 'no audio' });
    await driver.publish('tracks', 'fails', song('/fails'));
    await driver.publish('tracks', 'good', song('/good'));
    const work: Work = (message, context) =>
      context.key === 'fails'
        ? throwError(() => new PipelineError('not-audio', 'no sound in it'))
        : announced(message, context);
    await driver.settle([topologyOf(work)]);
    const letters = await driver.table('dead-letters');
    const heads = letters.map(({ key, headers }) => [
      key,
      headers['error.code'],
      headers['error.stage'],
      headers['error.offset'],
    ]);
    expect(heads.sort()).toEqual([
      ['bad', 'bad-message', 'read', '0'],
      ['empty', 'bad-message', 'read', '1'],
      ['fails', 'not-audio', 'work', '2'],
    ]);
    expect(new TextDecoder().decode(letters.find(({ key }) => key === 'bad')?.value ?? undefined)).toBe(
      'not json {',
    );
    expect(letters.find(({ key }) => key === 'fails')?.headers).toMatchObject({
      'error.message': 'no sound in it',
      'error.topic': 'tracks',
      'error.partition': '0',
      'error.attempt': '1',
    });
    expect((await driver.table('rerank')).map(({ key }) => key)).toEqual(['good']);
  });

  it('makes a dead letter of an output that the log refuses, and harms no neighbour', async () => {
    for (const key of ['a', 'large', 'b']) await driver.publish('tracks', key, song(`/${key}`));
    const work: Work = (_, { key }) => {
      const value = { schema: 1 as const, seedClipId: key, why: 'sweep' as const };
      const ballast = key === 'large' ? { ballast: 'x'.repeat(1 << 20) } : {};
      return of<Output>({ topic: 'rerank', key, value: { ...value, ...ballast } });
    };
    await driver.settle([topologyOf(work)]);
    expect((await driver.table('rerank')).map(({ key }) => key)).toEqual(['a', 'b']);
    const [letter, ...rest] = await driver.table('dead-letters');
    expect([letter.key, letter.json, rest]).toEqual(['large', song('/large'), []]);
    expect(letter.headers).toMatchObject({ 'error.code': 'bad-message', 'error.stage': 'write' });
    expect(await driver.log.lag('test', ['tracks'])).toEqual([{ topic: 'tracks', lag: 0 }]);
  });

  it('keeps what was written before a failure', async () => {
    await driver.publish('tracks', 'a', song('/a'));
    await driver.settle([
      topologyOf((m, c) =>
        concat(
          announced(m, c),
          throwError(() => new PipelineError('silent', 'then nothing')),
        ),
      ),
    ]);
    expect(await driver.table('rerank')).toHaveLength(1);
    expect(await driver.table('dead-letters')).toHaveLength(1);
    expect(await driver.log.lag('test', ['tracks'])).toEqual([{ topic: 'tracks', lag: 0 }]);
  });

  it('brings back what was in hand when it was stopped', async () => {
    await driver.publish('tracks', 'a', song('/a'));
    const running = driver.start([topologyOf(() => NEVER)]);
    await until(() => driver.unsettled.count() === 1);
    running.stop();
    await running.ended;
    await driver.settle([topologyOf(announced)]);
    expect(await driver.table('rerank')).toHaveLength(1);
  });

  it('hands back what is not begun when it drains, and that comes again', async () => {
    for (const key of ['a', 'b', 'c', 'd']) await driver.publish('tracks', key, song(`/${key}`));
    let finish: (() => void) | undefined;
    const gate = new Promise<void>((resolve) => (finish = resolve));
    const begun: string[] = [];
    const work: Work = async (_, { key }) => {
      begun.push(key);
      await gate;
      return { topic: 'rerank', key, value: { schema: 1, seedClipId: key, why: 'sweep' } };
    };
    const running = driver.start([topologyOf(work)]);
    await until(() => driver.unsettled.count() === 4 && begun.length === 2);
    void running.drain();
    finish?.();
    await running.ended;
    expect([begun, driver.unsettled.count()]).toEqual([['a', 'b'], 0]);
    await expect.poll(() => driver.log.lag('test', ['tracks'])).toEqual([{ topic: 'tracks', lag: 2 }]);
    await driver.settle([topologyOf(announced)]);
    expect((await driver.table('rerank')).map(({ key }) => key)).toEqual(['a', 'b', 'c', 'd']);
    expect(await driver.table('dead-letters')).toEqual([]);
  });

  it('finishes what is in hand when it drains, and takes nothing more in', async () => {
    let finish: (() => void) | undefined;
    await driver.publish('tracks', 'a', song('/a'));
    const gate = new Promise<void>((resolve) => (finish = resolve));
    const work: Work = async (_, { key }) => {
      await gate;
      return { topic: 'rerank', key, value: { schema: 1, seedClipId: key, why: 'sweep' } };
    };
    const running = driver.start([topologyOf(work)]);
    await until(() => driver.unsettled.count() === 1);
    void running.drain();
    await driver.publish('tracks', 'late', song('/late'));
    finish?.();
    await running.ended;
    expect((await driver.table('rerank')).map(({ key }) => key)).toEqual(['a']);
    expect(await driver.log.lag('test', ['tracks'])).toEqual([{ topic: 'tracks', lag: 1 }]);
  });

  const place = { topic: 'tracks', partition: 0, offset: 0 };

  it('tries a record that ended three processes once more, alone, and gives it up when that ends the process too', async () => {
    for (const key of ['killer', 'b', 'c']) await driver.publish('tracks', key, song(`/${key}`));
    for (let life = 0; life < 3; life++) await driver.attempts.begin(place, `life ${life}`);
    const together: number[] = [];
    const work: Work = async (_, { key }) => {
      together.push(driver.unsettled.count());
      await new Promise((done) => setTimeout(done, 5));
      return { topic: 'rerank', key, value: { schema: 1, seedClipId: key, why: 'sweep' } };
    };
    await driver.settle([topologyOf(work)]);
    expect(together[0]).toBe(1);
    expect((await driver.table('rerank')).map(({ key }) => key).sort()).toEqual(['b', 'c', 'killer']);

    await driver.publish('tracks', 'killer', song('/killer'));
    for (let life = 0; life < 4; life++) await driver.attempts.begin({ ...place, offset: 3 }, `life ${life}`);
    await driver.settle([topologyOf(announced)]);
    const [letter] = await driver.table('dead-letters');
    expect(letter.headers).toMatchObject({ 'error.code': 'too-many-attempts', 'error.attempt': '5' });
  });

  it('counts an attempt before heavy work, of the record whose work it is, and takes it back after it', async () => {
    for (const key of ['a', 'b']) await driver.publish('tracks', key, song(`/${key}`));
    const counts: number[][] = [];
    const look = () => Promise.all([0, 1].map((offset) => driver.attempts.count({ ...place, offset })));
    const work: Work = async (_, { key }) => {
      counts.push(await look());
      return { topic: 'rerank', key, value: { schema: 1, seedClipId: key, why: 'sweep' } };
    };
    await driver.settle([topologyOf(work, 4, 1)]);
    expect(counts).toEqual([
      [1, 0],
      [0, 1],
    ]);
    expect(await look()).toEqual([0, 0]);
  });

  it('whatever ends the stream and is no fault of the machine becomes a dead letter in the end', async () => {
    for (const key of ['bad', 'good']) await driver.publish('tracks', key, song(`/${key}`));
    const work: Work = (message, context) =>
      context.key === 'bad'
        ? of<Output>({ topic: 'rerank', key: 'a', value: null })
        : announced(message, context);
    const broken: Log = {
      ...driver.log,
      append: (topic, records) =>
        records[0].key === 'a' ? Promise.reject(new Error('a bug')) : driver.log.append(topic, records),
    };
    for (let life = 0; life < 4; life++) {
      const { ended } = driver.start([topologyOf(work)], broken);
      await expect(ended).rejects.toMatchObject({ code: 'internal' });
      // Both were in hand, but for the last time, when the first is tried alone.
      await expect.poll(() => driver.attempts.count(place)).toBe(life + 1);
      await expect.poll(() => driver.attempts.count({ ...place, offset: 1 })).toBe(Math.min(life + 1, 3));
    }
    await driver.settle([topologyOf(work)], broken);
    expect((await driver.table('dead-letters')).map(({ key }) => key)).toEqual(['bad']);
    expect((await driver.table('rerank')).map(({ key }) => key)).toEqual(['good']);
  });

  it('does not count work that was stopped in good order as an attempt', async () => {
    await driver.publish('tracks', 'a', song('/a'));
    for (let life = 0; life < 5; life++) {
      let begun = 0;
      const running = driver.start([
        topologyOf(() => {
          begun++;
          return NEVER;
        }),
      ]);
      await until(() => begun === 1);
      running.stop();
      await running.ended;
    }
    await driver.settle([topologyOf(announced)]);
    expect(await driver.table('rerank')).toHaveLength(1);
  });

  it('an orderly stop takes back its own beginning, and no more', async () => {
    await driver.publish('tracks', 'a', song('/a'));
    for (const death of ['one', 'two']) await driver.attempts.begin(place, death);
    for (const end of ['stop', 'drain'] as const) {
      let begun = false;
      const work: Work = async (_, { goOn, signal }) => {
        begun = true;
        while (!signal.aborted) {
          goOn();
          await new Promise((resolve) => setTimeout(resolve, 2));
        }
        throw new PipelineError('aborted', 'stopped');
      };
      const running = driver.start([topologyOf(work)]);
      await until(() => begun);
      if (end === 'stop') running.stop();
      else await running.drain();
      await running.ended;
      await expect.poll(() => driver.attempts.count(place)).toBe(2);
    }
  });

  it('commits nothing when a write fails', async () => {
    await driver.publish('tracks', 'a', song('/a'));
    const full = (): Promise<void> => Promise.reject(new PipelineError('disk-full', 'full'));
    const running = driver.start([topologyOf(announced)], { ...driver.log, append: full });
    await expect(running.ended).rejects.toMatchObject({ code: 'disk-full' });
    expect(await driver.log.lag('test', ['tracks'])).toEqual([{ topic: 'tracks', lag: 1 }]);
  });

  it('never takes in more than its limit', async () => {
    for (let i = 0; i < 10; i++) await driver.publish('tracks', `song ${i}`, song(`/${i}`));
    const running = driver.start([topologyOf(() => NEVER, 3)]);
    await until(() => driver.unsettled.count() === 3);
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(driver.unsettled.count()).toBe(3);
    running.stop();
    await running.ended;
  });

  it('settles what derives nothing', async () => {
    await driver.publish('tracks', 'a', null);
    await driver.settle([topologyOf(() => EMPTY)]);
    expect(await driver.log.lag('test', ['tracks'])).toEqual([{ topic: 'tracks', lag: 0 }]);
  });
});
