import type { TestProject } from 'vitest/node';
import { PipelineError } from '../../src/errors.js';
import { alive } from '../support/alive.js';
import type { Found } from './found.js';
import { namedServers } from './namedServers.js';
import type { Server } from './server/server.js';
import { services, type Addresses, type Service, type ServiceName } from './services.js';

const running: Server<unknown>[] = [];

/** vitest's global set-up: one server of each kind for the whole run. What cannot be had is printed; its tests are left out. */
export async function setup({ provide }: TestProject): Promise<void> {
  const named = namedServers(process.env);
  const find = async <Name extends ServiceName>(name: Name) => {
    const found = await findServer<Addresses[Name]>(services[name], named[name]);
    const lack = found.missing ?? found.noneOfOwn;
    if (lack !== undefined) process.stderr.write(`Tests of ${name} are left out, or some of them: ${lack}\n`);
    return found;
  };
  try {
    const [kafka, mongo, s3, prometheus] = await Promise.all([
      ...([find('kafka'), find('mongo'), find('s3'), find('prometheus')] as const),
    ]);
    provide('services', { kafka, mongo, s3, prometheus });
  } catch (error) {
    await teardown();
    throw error;
  }
}

async function findServer<Address>(
  { install, start, answers }: Service<Address>,
  named: Address | undefined,
): Promise<Found<Address>> {
  if (named !== undefined) {
    await answers(named);
    return { address: named, noneOfOwn: 'the server is named by a variable: it runs on' };
  }
  try {
    await install();
  } catch (error) {
    const { code, message } = PipelineError.from(error);
    if (code !== 'missing-program') throw error;
    return { missing: message, noneOfOwn: message };
  }
  const server = await start();
  running.push(server);
  return { address: server.address };
}

/** Stops the servers, each by its process id. */
export async function teardown(): Promise<void> {
  const ids = running.map((server) => server.pid());
  await Promise.all(running.splice(0).map((server) => server.stop()));
  const left = ids.filter(alive);
  if (left.length > 0) throw new Error(`Servers of the tests still run: process ${left.join(', ')}`);
}
