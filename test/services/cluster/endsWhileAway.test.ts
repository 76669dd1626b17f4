import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, expect, it } from 'vitest';
import { storedClip } from '../../support/clips.js';
import { temporaryDirectory } from '../../support/temporaryDirectory.js';
import { describeOwn } from '../describeOn.js';
import type { Server } from '../server/server.js';
import { services } from '../services.js';
import { build } from './support/describeCluster.js';
import { tellFigure } from './support/tellFigure.js';
import { untilReady } from './support/untilReady.js';
import { untilStage } from './support/untilStage.js';
import { openWorld, type World } from './support/world.js';

const at = temporaryDirectory();
const limit = 600_000;
/** Two seconds of patience, two for what is cut off, ten for clients that wait for their server, and a start of Node's garbage. */
const longestEnd = 25;
const seeds = Array.from({ length: 24 }, (_, n) => `seed ${n}`);

describeOwn('kafka', 'a worker that is asked to end while a server is away', () =>
  describeOwn('mongo', 'MongoDB', () =>
    describeOwn('s3', 'or S3', () => {
      let world: World | undefined;
      const all: Server<unknown>[] = [];
      afterEach(async () => {
        await world?.close();
        await Promise.all(all.splice(0).map((server) => server.stop()));
      });

      it(
        'hands back what it has in hand, and ends',
        async () => {
          await build();
          const { kafka, mongo, s3 } = services;
          const servers = await Promise.all([kafka.start(), mongo.start(), s3.start()]);
          all.push(...servers);
          const [log, catalogue, blobs] = servers;
          const addresses = { kafka: log.address, mongo: catalogue.address, s3: blobs.address };
          world = await openWorld(addresses, at('world'));
          for (const seed of seeds)
            await world.state.catalogue.putClip(await storedClip(seed, {}, world.state.blobs));
          // Features come from S3 before anything else has to be written: it must be away before that.
          await endWhileAway(world, 's3', { server: blobs, before: true });
          await endWhileAway(world, 'mongo', { server: catalogue });
          await endWhileAway(world, 'kafka', { server: log });
        },
        limit,
      );
    }),
  ),
);

interface Away {
  readonly server: Server<unknown>;
  /** It goes before there is work. */
  readonly before?: boolean;
}

async function endWhileAway(world: World, name: string, { server, before = false }: Away): Promise<void> {
  const worker = world.worker({ names: ['match'], settings: { drainTimeout: '2' } });
  await untilReady(worker);
  if (before) await server.kill9();
  await world.state.log.append('rerank', seeds.map(request));
  await untilStage([worker], 'candidates');
  if (!before) await server.kill9();
  await pause(3000);
  const began = Date.now();
  worker.kill('SIGTERM');
  const { code } = await worker.ended;
  const seconds = (Date.now() - began) / 1000;
  tellFigure(`${name} away: from SIGTERM to the end`, seconds);
  expect(code).toBe(130);
  expect(seconds).toBeLessThan(longestEnd);
  await server.restart();
}

const request = (seedClipId: string): { readonly key: string; readonly value: Uint8Array } => ({
  key: seedClipId,
  value: new TextEncoder().encode(JSON.stringify({ schema: 1, seedClipId, why: 'new-seed' })),
});
