import { afterEach, expect, it } from 'vitest';
import { temporaryDirectory } from '../../support/temporaryDirectory.js';
import { describeCluster } from './support/describeCluster.js';
import { endInOrder, expectAllDone } from './support/expectWhole.js';
import { untilReady } from './support/untilReady.js';
import { openWorld, type World } from './support/world.js';

const at = temporaryDirectory();
const limit = 600_000;
const hour = 3_600_000;

/** Makes a Node program, and its children, see a clock that is wrong by so many milliseconds. */
const wrongBy = (span: number): Readonly<Record<string, string>> => {
  const source = `const Real = Date; const now = () => Real.now() + ${span};
    globalThis.Date = class extends Real {
      constructor(...given) { super(...(given.length === 0 ? [now()] : given)); }
      static now() { return now(); }
    };`;
  return { NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(source)}` };
};

describeCluster('two workers whose clocks are two hours apart', ({ servers, songs, calm }) => {
  let world: World;
  afterEach(() => world.close());

  it(
    'come to the same as one with the right time',
    async () => {
      world = await openWorld(servers(), at('data'));
      const workers = [-hour, hour].map((span) => world.worker({ environment: wrongBy(span) }));
      await Promise.all(workers.map(untilReady));
      await world.publish(songs());
      await world.settled();
      const [early, late] = workers.map((worker) => worker.stages().map(({ at: time }) => time));
      expect(Math.min(...late) - Math.max(...early)).toBeGreaterThan(hour);
      await endInOrder(world);
      await expectAllDone(world, calm());
    },
    limit,
  );
});
