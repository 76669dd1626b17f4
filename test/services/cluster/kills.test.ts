import { afterEach, expect, it } from 'vitest';
import { rankingSchema } from '../../../src/domain/mashup.js';
import { temporaryDirectory } from '../../support/temporaryDirectory.js';
import { until } from '../../support/until.js';
import { describeCluster } from './support/describeCluster.js';
import { endInOrder, expectAllDone } from './support/expectWhole.js';
import { recordsOf } from './support/readings.js';
import { sessionTimeout } from './support/settings.js';
import { tellFigure } from './support/tellFigure.js';
import { untilReady } from './support/untilReady.js';
import { untilStage } from './support/untilStage.js';
import type { Worker, WorkerOptions } from './support/worker.js';
import { openWorld, type World } from './support/world.js';

const at = temporaryDirectory();
const limit = 600_000;

/** Seconds after its last sign of life within which another goes on with a dead worker's work, with room for a machine that does much else. */
const longestGap = sessionTimeout + 5 + 60;

describeCluster('workers killed (SIGKILL)', ({ servers, songs, calm }) => {
  let world: World;
  afterEach(() => world.close());

  /** One worker after another is killed as soon as it is at work in a stage; the last one does what is left. */
  async function killIn(
    stages: readonly string[],
    names: NonNullable<WorkerOptions['names']>,
  ): Promise<void> {
    for (const stage of stages) {
      const { worker } = await untilStage([world.worker({ names })], stage);
      worker.kill('SIGKILL');
      expect((await worker.ended).code).toBeNull();
    }
    world.worker({ names });
  }

  // Four deaths in the hands of one song would make it a dead letter, rightly.
  it.each([
    ['resolve, cut and analyze', ['resolve', 'cut', 'analyze'], []],
    [
      'index, then in every stage between clips and rankings',
      ['index'],
      ['notice', 'candidates', 'score', 'remember'],
    ],
  ])(
    'in %s: nothing is lost, nothing differs',
    async (_, ingest, match) => {
      world = await openWorld(servers(), at(`stages ${ingest.join(' ')}`));
      await world.publish(songs());
      await killIn(ingest, ['ingest']);
      await world.settledIn(['tracks', 'works']);
      await killIn(match, ['match']);
      await world.settled();
      await endInOrder(world);
      await expectAllDone(world, calm());
    },
    limit,
  );

  it(
    'beside another one: that goes on with the dead one’s song after the session timeout',
    async () => {
      world = await openWorld(servers(), at('beside'));
      const workers = [world.worker(), world.worker()] as const;
      await Promise.all(workers.map(untilReady));
      await world.publish(songs());
      const { worker: dead, line } = await untilStage(workers, 'analyze');
      dead.kill('SIGKILL');
      const killed = Date.now();
      const other = workers[dead === workers[0] ? 1 : 0];
      const again = () => beginsOf(other, line.place).find((time) => time >= killed);
      await until(() => again() !== undefined, 240_000);
      const gap = ((again() ?? NaN) - killed) / 1000;
      tellFigure(
        `from a kill to the other worker at work on the same song (session timeout ${sessionTimeout} s)`,
        gap,
      );
      expect(gap).toBeLessThan(longestGap);
      await world.settled();
      const { first, ofTheSong } = await resultsSince(world, killed, line.place);
      tellFigure('from a kill to the next ranking, of any song', first);
      tellFigure('from a kill to the first ranking of the song that the dead worker had in hand', ofTheSong);
      expect(ofTheSong).toBeLessThan(longestGap);
      await endInOrder(world);
      await expectAllDone(world, calm());
    },
    limit,
  );
});

/** Seconds from then to the first ranking in the log, and to that of a clip of the song whose work lay at the place. */
async function resultsSince(
  { state: { log } }: World,
  then: number,
  place: string,
): Promise<{ readonly first: number; readonly ofTheSong: number }> {
  const work = (await recordsOf(log, 'works')).find(
    ({ topic, partition, offset }) => `${topic}/${partition}/${offset}` === place,
  );
  const rankings = (await recordsOf(log, 'mashups'))
    .filter(({ timestamp, value }) => timestamp >= then && value !== null)
    .map(({ timestamp, value }) => {
      const { seedTrackId } = rankingSchema.parse(JSON.parse(new TextDecoder().decode(value ?? undefined)));
      return { seedTrackId, seconds: (timestamp - then) / 1000 };
    });
  const firstOf = (some: typeof rankings): number => Math.min(...some.map(({ seconds }) => seconds));
  return {
    first: firstOf(rankings),
    ofTheSong: firstOf(rankings.filter(({ seedTrackId }) => seedTrackId === work?.key)),
  };
}

const beginsOf = (worker: Worker, place: string): readonly number[] =>
  worker
    .stages()
    .filter((line) => line.place === place && line.what === 'begun')
    .map(({ at: time }) => time);
