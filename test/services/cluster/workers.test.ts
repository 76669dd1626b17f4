import { afterEach, expect, it } from 'vitest';
import { temporaryDirectory } from '../../support/temporaryDirectory.js';
import { describeCluster } from './support/describeCluster.js';
import { endInOrder, expectAllDone } from './support/expectWhole.js';
import { tellFigure } from './support/tellFigure.js';
import { untilReady } from './support/untilReady.js';
import { untilStage } from './support/untilStage.js';
import type { Worker } from './support/worker.js';
import { openWorld, type World } from './support/world.js';

const at = temporaryDirectory();
const limit = 600_000;

describeCluster('workers on servers', ({ servers, songs, calm }) => {
  let world: World;
  afterEach(() => world.close());

  it(
    'one comes to the same as a run in a folder, and one that follows it finds nothing to do',
    async () => {
      world = await openWorld(servers(), at('one'));
      world.worker();
      await world.publish(songs());
      await world.settled();
      tellFigure('drain with nothing in hand', await endInOrder(world));
      await expectAllDone(world, calm());
      const second = world.worker();
      await untilReady(second);
      await world.settled();
      expect(second.stages().filter(({ place }) => !place.startsWith('rerank/'))).toEqual([]);
      await endInOrder(world);
      await expectAllDone(world, calm());
    },
    limit,
  );

  it(
    'two share the work; one that is asked to end finishes what it holds, and none of it is done again',
    async () => {
      world = await openWorld(servers(), at('two'));
      // Longer than a song takes on a busy machine: what is not finished in time, or not heard of, goes to others.
      const patient = { settings: { drainTimeout: '300', sessionTimeout: '60' } };
      const workers = [world.worker(patient), world.worker(patient)] as const;
      await Promise.all(workers.map(untilReady));
      await world.publish(songs());
      const { worker: first } = await untilStage(workers, 'cut');
      const began = performance.now();
      first.kill('SIGTERM');
      expect((await first.ended).code).toBe(130);
      const over = Date.now();
      tellFigure('drain with songs in hand', (performance.now() - began) / 1000);
      await world.settled();
      const second = workers[first === workers[0] ? 1 : 0];
      const finished = finishedBy(first);
      expect(finished.size).toBeGreaterThan(0);
      const again = second
        .stages()
        .filter(({ place, at: time }) => time > over && finished.has(place))
        .filter(({ place, stage }) => stage !== 'resolve' || !isBehind(place, first, finished));
      expect(again, first.stderr()).toEqual([]);
      await endInOrder(world);
      await expectAllDone(world, calm());
    },
    limit,
  );
});

/** The last stages of the work on a record, one for each topic but the requests of rankings. */
const last = new Set(['complete', 'notice']);

/** Records of which all is done, by their places. */
const finishedBy = (worker: Worker): ReadonlySet<string> =>
  new Set(
    worker
      .stages()
      .filter(({ stage, what }) => last.has(stage) && what === 'done')
      .map(({ place }) => place),
  );

/** Whether one before it in its partition was handed back: how far the partition is stays before that, and this one is looked up again. */
const isBehind = (place: string, worker: Worker, finished: ReadonlySet<string>): boolean =>
  worker.stages().some((line) => {
    const [partition, offset] = splitPlace(line.place);
    const [own, ownOffset] = splitPlace(place);
    return partition === own && offset < ownOffset && !finished.has(line.place);
  });

const splitPlace = (place: string): readonly [partition: string, offset: number] => {
  const at = place.lastIndexOf('/');
  return [place.slice(0, at), Number(place.slice(at + 1))];
};
