import { of, pipe } from 'rxjs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { systemClock } from '../../src/adapters/files/systemClock.js';
import { openDatabase } from '../../src/adapters/sqlite/database/openDatabase.js';
import type { TrackMessage } from '../../src/domain/track.js';
import { PipelineError } from '../../src/errors.js';
import { silentObserver } from '../../src/metrics.js';
import type { Output } from '../../src/operators/stream/output.js';
import { stage, type Effect, type StageContext } from '../../src/operators/stream/stage.js';
import type { Running } from '../../src/topologies/run.js';
import { anyTopology, type Topology } from '../../src/topologies/topology.js';
import { quiet } from '../support/quiet.js';
import { temporaryDirectory } from '../support/temporaryDirectory.js';
import { leaving } from '../support/leaving.js';
import { topologyDriver, type TopologyDriver } from '../support/topologyDriver.js';
import { until } from '../support/until.js';

/** Two workers, each with a connection of its own to one log: who starts last takes the partition. */
const directory = temporaryDirectory();
let first: TopologyDriver;
let second: TopologyDriver;
let runs: Running[] = [];
beforeEach(async () => {
  const file = directory(`${Math.random()}.db`);
  [first, second] = [openDatabase(file), openDatabase(file)].map((db) => topologyDriver(db));
  for (const key of ['a', 'b', 'c']) await first.publish('tracks', key, { schema: 1, uri: `/${key}` });
});
afterEach(async () => {
  for (const each of runs) each.stop();
  await Promise.allSettled(runs.map(({ ended }) => ended));
  runs = [];
  for (const driver of [first, second]) await driver.close();
});

type Work = Effect<TrackMessage | null, Output>;

const outputOf = (key: string): Output => ({
  topic: 'rerank',
  key,
  value: { schema: 1, seedClipId: key, why: 'sweep' },
});

const topologyOf = (work: Work, inWork: number, waiting = 4): Topology =>
  anyTopology({
    ...{ name: 'test', topic: 'tracks', inWork, waiting },
    operator: (write) =>
      pipe(
        stage('work', { observer: silentObserver, clock: systemClock, concurrency: 4, heavy: true }, work),
        leaving,
        write(),
      ),
  });

function start(driver: TopologyDriver, topology: Topology): Running {
  const running = driver.start([topology]);
  runs.push(running);
  return running;
}

/** Work that waits until it is told how to end, whatever its signal says. */
function held() {
  const begun: StageContext[] = [];
  const ends: ((outcome: Output | PipelineError) => void)[] = [];
  const work: Work = async (_, context) => {
    begun.push(context);
    const outcome = await new Promise<Output | PipelineError>((end) => ends.push(end));
    if (outcome instanceof PipelineError) throw outcome;
    return outcome;
  };
  return { begun, ends, work };
}

const announced: Work = (_, { key }) => of(outputOf(key));
const place = (offset: number) => ({ topic: 'tracks', partition: 0, offset });
const counts = () => Promise.all([0, 1, 2].map((offset) => first.attempts.count(place(offset))));
const written = async (topic: 'rerank' | 'dead-letters'): Promise<number> =>
  (await first.log.lag('nobody', [topic]))[0].lag;

it('work on a lost partition is stopped; nothing of it is written or dead-lettered, and its attempts are taken back', async () => {
  const hold = held();
  const loser = start(first, topologyOf(hold.work, 2));
  await until(() => hold.begun.length === 2);
  expect([await counts(), loser.owns('test', 0)]).toEqual([[1, 1, 0], true]);

  const taker = held();
  const winner = start(second, topologyOf(taker.work, 3));
  await until(() => hold.begun.every(({ signal }) => signal.aborted) && taker.begun.length === 3);
  expect([loser.owns('test', 0), winner.owns('test', 0)]).toEqual([false, true]);
  // Theirs, and what the first has not given back yet.
  expect(await counts()).toEqual([2, 2, 1]);
  hold.ends[0](outputOf('late'));
  hold.ends[1](new PipelineError('not-audio', 'it was torn away'));
  await expect.poll(counts).toEqual([1, 1, 1]);
  await until(() => first.unsettled.count() === 0);
  expect([await written('rerank'), await written('dead-letters')]).toEqual([0, 0]);
  // The third waited; it is the other's now.
  expect(hold.begun).toHaveLength(2);

  for (const [n, key] of ['a', 'b', 'c'].entries()) taker.ends[n](outputOf(key));
  await until(() => second.unsettled.count() === 0);
  expect([await written('rerank'), await written('dead-letters')]).toEqual([3, 0]);
  await winner.drain();
  expect(await counts()).toEqual([0, 0, 0]);
  expect(await first.log.waits('test', ['tracks'])).toBe(false);
});

it('a record that comes back while its old work winds down waits for that, and is done anew', async () => {
  const hold = held();
  const loser = start(first, topologyOf(hold.work, 3));
  await until(() => hold.begun.length === 3);
  const taker = held();
  const winner = start(second, topologyOf(taker.work, 3));
  await until(() => hold.begun.every(({ signal }) => signal.aborted));
  winner.stop();
  await until(() => loser.owns('test', 0));
  await quiet(() => hold.begun.length);
  expect(hold.begun).toHaveLength(3);

  hold.ends[1](outputOf('late'));
  await until(() => hold.begun.length === 4);
  expect([hold.begun[3].key, hold.begun[3].signal.aborted]).toEqual(['b', false]);
  for (const n of [0, 2]) hold.ends[n](outputOf('late'));
  await until(() => hold.begun.length === 6);
  for (const n of [3, 4, 5]) hold.ends[n](outputOf(hold.begun[n].key));
  await loser.drain();
  expect((await first.table('rerank')).map(({ key }) => key).sort()).toEqual(['a', 'b', 'c']);
  expect(await first.log.waits('test', ['tracks'])).toBe(false);
});

it('who drains leaves the group: what it did not begin comes to the other at once', async () => {
  const hold = held();
  const leaver = start(second, topologyOf(hold.work, 1));
  await until(() => hold.begun.length === 1);
  const drained = leaver.drain();
  hold.ends[0](outputOf('a'));
  await drained;
  const stayer = start(first, topologyOf(announced, 1));
  await until(() => first.unsettled.count() === 0 && stayer.owns('test', 0));
  await expect.poll(() => first.log.waits('test', ['tracks'])).toBe(false);
  expect((await first.table('rerank')).map(({ key }) => key)).toEqual(['a', 'b', 'c']);
});

it('an effect is told where its record lies, and where the partition ends when it asks', async () => {
  const hold = held();
  start(first, topologyOf(hold.work, 3));
  await until(() => hold.begun.length === 3);
  const end = hold.begun[0].end();
  expect([hold.begun[2].offset, end]).toEqual([2, 3]);
  await second.publish('tracks', 'd', { schema: 1, uri: '/d' });
  expect(hold.begun[0].end()).toBe(4);
});

it('many records in work at once are no leak of listeners', async () => {
  const warned: Error[] = [];
  const onWarning = (warning: Error): void => void warned.push(warning);
  process.on('warning', onWarning);
  for (let n = 0; n < 40; n += 1) await first.publish('tracks', `more ${n}`, { schema: 1, uri: `/${n}` });
  start(first, topologyOf(held().work, 40, 0));
  await until(() => first.unsettled.count() === 40);
  await new Promise((resolve) => setImmediate(resolve));
  process.off('warning', onWarning);
  expect(warned).toEqual([]);
});

it('records whose keys are no text are dead letters, unchanged, and hold up neither each other nor others', async () => {
  const value = new TextEncoder().encode(JSON.stringify({ schema: 1, uri: '/x' }));
  const odd = Uint8Array.of(0xff, 0xfe);
  const rawHeaders = [['theirs', odd] as const, ['theirs', Uint8Array.of(49)] as const];
  await first.log.append('tracks', [
    { key: '', rawKey: null, value },
    { key: '', rawKey: null, value: null },
    { key: '\uFFFD\uFFFD', rawKey: odd, value, rawHeaders, headers: { theirs: '1' } },
    { key: 'd', value },
  ]);
  await first.settle([topologyOf(announced, 1, 0)]);
  expect((await first.table('rerank')).map(({ key }) => key)).toEqual(['a', 'b', 'c', 'd']);
  const follower = first.log.consume({ topics: ['dead-letters'], group: 'look', maxUnsettled: 9 });
  const letters: unknown[] = [];
  follower.records$.subscribe(({ record }) =>
    letters.push([record.rawKey, record.value, record.rawHeaders?.slice(0, 2), record.headers['error.code']]),
  );
  await until(() => letters.length === 3);
  expect(letters).toEqual([
    [null, value, undefined, 'bad-message'],
    [null, null, undefined, 'bad-message'],
    [odd, value, rawHeaders, 'bad-message'],
  ]);
});
