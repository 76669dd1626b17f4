import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, expect, it } from 'vitest';
import { temporaryDirectory } from '../../support/temporaryDirectory.js';
import { describeCluster } from './support/describeCluster.js';
import { endInOrder, expectAllDone } from './support/expectWhole.js';
import { untilReady } from './support/untilReady.js';
import { openWorld, type World } from './support/world.js';

const at = temporaryDirectory();
const limit = 600_000;

/** How each of those that come goes again: most in order, some without a word. */
const ends = ['SIGTERM', 'SIGKILL', 'SIGTERM', 'SIGKILL', 'SIGTERM'] as const;

describeCluster('workers that come and go', ({ servers, songs, calm }) => {
  let world: World;
  afterEach(() => world.close());

  it(
    'every few seconds, beside one that stays: partitions change hands in mid-work, nothing is lost, nothing differs',
    async () => {
      world = await openWorld(servers(), at('data'));
      const stays = world.worker();
      await world.publish(songs());
      for (const signal of ends) {
        const comes = world.worker();
        await untilReady(comes);
        await pause(2000);
        comes.kill(signal);
        expect((await comes.ended).code).toBe(signal === 'SIGTERM' ? 130 : null);
      }
      await world.settled();
      expect(stays.stages().length).toBeGreaterThan(0);
      await endInOrder(world);
      await expectAllDone(world, calm());
    },
    limit,
  );
});
