import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, expect, it } from 'vitest';
import { alive } from '../../support/alive.js';
import { temporaryDirectory } from '../../support/temporaryDirectory.js';
import { until } from '../../support/until.js';
import { describeOwn } from '../describeOn.js';
import type { Server } from '../server/server.js';
import { uploadProxy, type UploadProxy } from '../s3/uploadProxy.js';
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

type Kind = 'kafka' | 'mongo' | 's3';

/** Servers that are killed, each when a stage is at work that needs it (or half of a file is stored), and for how long, seconds. */
const outages: Readonly<Record<Kind, readonly (readonly [when: string, away: number])[]>> = {
  kafka: [
    ['cut', 20],
    ['score', 30],
  ],
  mongo: [
    ['analyze', 8],
    ['candidates', 8],
  ],
  s3: [
    ['half an upload', 8],
    ['index', 8],
  ],
};

describeCluster('a server that is killed and comes back', ({ servers, songs, calm }) => {
  for (const kind of ['kafka', 'mongo', 's3'] as const)
    describeOwn(kind, kind, () => {
      let world: World | undefined;
      let own: Own | undefined;
      afterEach(async () => {
        await world?.close();
        await own?.proxy?.close();
        await own?.server.stop();
      });

      it(
        'the worker waits for it, says so, and goes on by itself: nothing is lost, nothing differs',
        async () => {
          own = await startOwn(kind, servers());
          world = await openWorld(own.servers, at(kind));
          const worker = world.worker();
          await untilReady(worker);
          await world.publish(songs());
          for (const [when, away] of outages[kind]) {
            if (own.proxy && when === 'half an upload') {
              const { passed, length } = await own.proxy.halfUpload();
              expect(passed).toBeLessThan(length);
            } else await untilStage([worker], when);
            await outage(own.server, worker, `${kind} killed at ${when}`, away);
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

interface Own {
  /** One that may be killed. */
  readonly server: Server<unknown>;
  /** Those that all tests share, but for that one. */
  readonly servers: ClusterServers;
  /** What stands before it, where it is an S3. */
  readonly proxy?: UploadProxy;
}

async function startOwn(kind: Kind, shared: ClusterServers): Promise<Own> {
  if (kind !== 's3') {
    const server = await services[kind].start();
    return { server, servers: { ...shared, [kind]: server.address } };
  }
  const server = await services.s3.start();
  const proxy = await uploadProxy(server.address.endpoint);
  return { server, proxy, servers: { ...shared, s3: { ...server.address, endpoint: proxy.endpoint } } };
}

/** What a worker says when it has missed a server for a while, and when all answer again. */
const [waiting, over] = ['Waiting for it; the run goes on by itself', 'Nothing is waited for any more'];

/** From the kill for so many seconds, or until the worker has noticed, if that is longer; then until it has all servers and something is done again. */
async function outage(server: Server<unknown>, worker: Worker, what: string, away: number): Promise<void> {
  const said = (words: string): number => worker.stderr().split(words).length;
  const before = said(waiting);
  const killed = Date.now();
  await server.kill9();
  await until(() => said(waiting) > before, 240_000);
  await pause(Math.max(0, killed + away * 1000 - Date.now()));
  const gone = Math.round((Date.now() - killed) / 1000);
  await server.restart();
  const back = Date.now();
  await until(() => said(over) === said(waiting), 240_000);
  const next = () => worker.stages().find(({ at: time, what: told }) => told === 'done' && time > back);
  await until(() => next() !== undefined, 240_000);
  tellFigure(`${what}, away for ${gone} s: back to the next result`, ((next()?.at ?? NaN) - back) / 1000);
}
