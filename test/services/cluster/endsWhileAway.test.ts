import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, expect, it } from 'vitest';
import { temporaryDirectory } from '../../support/temporaryDirectory.js';
import { describeOwn } from '../describeOn.js';
import type { Server } from '../server/server.js';
import { services } from '../services.js';
import { describeCluster } from './support/describeCluster.js';
import { endInOrder } from './support/expectWhole.js';
import { rankingsIn } from './support/readings.js';
import { tellFigure } from './support/tellFigure.js';
import { untilReady } from './support/untilReady.js';
import { untilStage } from './support/untilStage.js';
import { openWorld, type World } from './support/world.js';

const at = temporaryDirectory();
const limit = 600_000;
/** Two seconds of patience, two for what is cut off, ten for clients that wait for their server, and a start of Node's garbage. */
const longestEnd = 25;

describeCluster('a worker that is asked to end while a server is away', ({ servers, songs }) => {
  for (const kind of ['kafka', 'mongo', 's3'] as const)
    describeOwn(kind, kind, () => {
      let world: World | undefined;
      let server: Server<unknown> | undefined;
      afterEach(async () => {
        await server?.restart();
        await world?.close();
        await server?.stop();
      });

      it(
        'hands back what it has in hand, and ends',
        async () => {
          const own = await services[kind].start();
          server = own;
          world = await openWorld({ ...servers(), [kind]: own.address }, at(kind));
          world.worker();
          await world.publish(songs());
          await world.settled();
          await endInOrder(world);
          const seeds = Object.keys(await rankingsIn(world.state));
          const worker = world.worker({ names: ['match'], settings: { drainTimeout: '2' } });
          await untilReady(worker);
          const ask = (): Promise<void> =>
            (world as World).state.log.append(
              'rerank',
              seeds.map((seedClipId) => ({
                key: seedClipId,
                value: new TextEncoder().encode(JSON.stringify({ schema: 1, seedClipId, why: 'new-seed' })),
              })),
            );
          // Features come from S3 before anything else has to be written: it must be away before that.
          if (kind === 's3') await own.kill9();
          await ask();
          await untilStage([worker], 'candidates');
          if (kind !== 's3') await own.kill9();
          await pause(3000);
          const began = Date.now();
          worker.kill('SIGTERM');
          const { code } = await worker.ended;
          const seconds = (Date.now() - began) / 1000;
          tellFigure(`${kind} away: from SIGTERM to the end`, seconds);
          expect(code).toBe(130);
          expect(seconds).toBeLessThan(longestEnd);
        },
        limit,
      );
    });
});
