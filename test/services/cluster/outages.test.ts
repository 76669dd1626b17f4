import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, expect, it } from 'vitest';
import { alive } from '../../support/alive.js';
import { temporaryDirectory } from '../../support/temporaryDirectory.js';
import { until } from '../../support/until.js';
import { describeOwn } from '../describeOn.js';
import type { Server } from '../server/server.js';
import { services } from '../services.js';
import { describeCluster } from './support/describeCluster.js';
import { endInOrder, expectAllDone } from './support/expectWhole.js';
import type { ClusterServers } from './support/settings.js';
import { tellFigure } from './support/tellFigure.js';
import { untilReady } from './support/untilReady.js';
import { untilStage } from './support/untilStage.js';
import type { Worker } from './support/worker.js';
import { openWorld, type World } from './support/world.js';

const at = temporaryDirectory();
const limit = 600_000;

/** Servers that are killed, each when a stage is at work that needs it, and for how long, ms. */
const outages = {
  kafka: { away: 10_000, stages: ['cut', 'score'] },
  mongo: { away: 5000, stages: ['analyze', 'candidates'] },
  s3: { away: 5000, stages: ['cut', 'index'] },
} as const;

type Outage = keyof typeof outages;

describeCluster('a server that is killed and comes back', ({ servers, songs, calm }) => {
  for (const kind of ['kafka', 'mongo', 's3'] as const)
    describeOwn(kind, kind, () => {
      let [world, server]: [World | undefined, Server<unknown> | undefined] = [undefined, undefined];
      afterEach(async () => {
        await world?.close();
        await server?.stop();
      });

      it(
        'the worker waits for it, says so, and goes on by itself: nothing is lost, nothing differs',
        async () => {
          const own = await startOwn(kind, servers());
          server = own.server;
          world = await openWorld(own.servers, at(kind));
          const worker = world.worker();
          await untilReady(worker);
          await world.publish(songs());
          for (const stage of outages[kind].stages) {
            await untilStage([worker], stage);
            await outage(server, worker, kind);
          }
          await world.settled();
          expect(alive(worker.pid)).toBe(true);

          await endInOrder(world);
          await expectAllDone(world, calm());
        },
        limit,
      );
    });
});

/** The servers that all tests share, but for one of a kind that may be killed. */
async function startOwn(
  kind: Outage,
  shared: ClusterServers,
): Promise<{ readonly server: Server<unknown>; readonly servers: ClusterServers }> {
  const server = await services[kind].start();
  return { server, servers: { ...shared, [kind]: server.address } };
}

/** What a worker says when it has missed a server for a while. */
const waiting = 'Waiting for it; the run goes on by itself';

/** From the kill until the worker has noticed, and for a while more; until something is done again after it. */
async function outage(server: Server<unknown>, worker: Worker, kind: Outage): Promise<void> {
  const waits = (): number => worker.stderr().split(waiting).length;
  const before = waits();
  await server.kill9();
  await until(() => waits() > before, 240_000);
  await pause(outages[kind].away);
  await server.restart();
  const back = Date.now();
  const next = () => worker.stages().find(({ at: time, what }) => what === 'done' && time > back);
  await until(() => next() !== undefined, 240_000);
  tellFigure(
    `${kind} away for ${outages[kind].away / 1000} s: back to the next result`,
    ((next()?.at ?? NaN) - back) / 1000,
  );
}
