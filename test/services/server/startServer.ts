import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ownStamp } from '../../../src/adapters/files/ownStamp.js';
import { removeOrphans } from '../../../src/adapters/files/removeOrphans.js';
import { freePort } from '../../support/freePort.js';
import { cacheFolder } from '../cache/cacheFolder.js';
import { runServer, type Running } from './runServer.js';
import type { Place, Server, ServerKind } from './server.js';

/** Between the choice of a free port and its use another process may take it. */
const tries = 3;

/** Starts a server and waits until it answers. It ends with this process at the latest, however that ends. */
export async function startServer<Address>(kind: ServerKind<Address>): Promise<Server<Address>> {
  const dir = await newFolder(kind.name);
  const remove = (): Promise<void> =>
    rm(dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  try {
    const { place, running } = await firstStart(kind, dir);
    return serverOf(kind, { place, running, remove });
  } catch (error) {
    await remove();
    throw error;
  }
}

/** A folder of this process; those of killed ones are cleared. */
async function newFolder(name: string): Promise<string> {
  const all = join(cacheFolder(), 'running');
  await mkdir(all, { recursive: true });
  await removeOrphans(all);
  return mkdtemp(join(all, `${ownStamp()}.${name}.`));
}

async function firstStart<Address>(
  kind: ServerKind<Address>,
  dir: string,
): Promise<{ readonly place: Place; readonly running: Running }> {
  for (let left = tries - 1; ; left -= 1) {
    const port = await freePort();
    const place = { port, dir: join(dir, String(port)) };
    try {
      await mkdir(place.dir);
      await kind.prepare?.(place);
      return { place, running: await runServer(kind, place) };
    } catch (error) {
      if (left === 0 || !/address already in use/i.test(String(error))) throw error;
    }
  }
}

interface Started {
  readonly place: Place;
  readonly running: Running;
  readonly remove: () => Promise<void>;
}

function serverOf<Address>(
  kind: ServerKind<Address>,
  { place, running: first, remove }: Started,
): Server<Address> {
  let running = first;
  return {
    address: kind.address(place),
    pid: () => running.pid,
    kill9: () => running.end('SIGKILL'),
    restart: async () => {
      await running.end(kind.end);
      running = await runServer(kind, place);
    },
    stop: async () => {
      await running.end('SIGKILL');
      await remove();
    },
  };
}
