import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt } from '../../scripts/lib/ensureBuilt.mjs';
import { benchLines } from '../../src/cli/results/reports/benchLines.js';
import { machineLoad } from '../../src/cli/results/reports/machineLoad.js';
import { packageFolder } from '../../src/packageFolder.js';
import { rankScaling } from './scaling/rankScaling.js';
import { sleepScaling } from './scaling/sleepScaling.js';
import { startServers, stopServers } from './startServers.js';

/** What a second worker brings: npx tsx bench/cluster/scaling.ts [sleep] [rank] */
const chosen = process.argv.slice(2);
const isChosen = (name: string): boolean => chosen.length === 0 || chosen.includes(name);
const machine = (): void => console.log(benchLines(false).machine(machineLoad()));

const problem = ensureBuilt(packageFolder);
if (problem !== undefined) throw new Error(problem);
const folder = await mkdtemp(join(tmpdir(), 'mashstream-scaling-'));
const servers = await startServers();
try {
  machine();
  if (isChosen('sleep')) console.table(await sleepScaling(servers));
  if (isChosen('rank')) console.table(await rankScaling(servers, folder));
  machine();
} finally {
  await stopServers(servers);
  await rm(folder, { recursive: true, force: true });
}
