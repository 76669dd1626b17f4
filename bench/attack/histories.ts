import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { attack } from './attack.js';
import { compareFolders } from './compareFolders.js';
import { faults, within, type Fault } from './fault.js';
import { faultsIn } from './faultsIn.js';
import { readFlags } from './flags.js';
import { planHistory, type Step } from './planHistory.js';
import { playHistory, runArguments } from './playHistory.js';
import { readFolder } from './readFolder.js';
import { runToEnd } from './runToEnd.js';
import { makeSongPool } from './songPool.js';
import { watchBest } from './watchBest.js';

/**
 * Random histories of a data folder (add, correct, take back, remove, replace, rename, narrow, kill), each compared with a fresh folder
 * over the same songs: npx tsx bench/attack/histories.ts [--seed 1] [--from 0] [--count 100] [--folder <path>] [--keep] [--steps <file>]
 */
const flags = readFlags({ count: 100 });
async function trial(
  steps: readonly Step[],
  stage: { readonly folder: string; readonly pool: string },
): Promise<readonly Fault[]> {
  const { folder } = stage;
  const played = await playHistory(steps, stage);
  // What comes after may fail for want of what these should have made.
  if (played.some(({ kind }) => kind === 'crash')) return played;
  const fresh = await runToEnd(folder, runArguments('music', 'fresh'));
  const [old, young] = [await readFolder(join(folder, 'data')), await readFolder(join(folder, 'fresh'))];
  const tables = [await watchBest(folder, 'data'), await watchBest(folder, 'fresh')];
  return [
    ...played,
    ...within('fresh folder', fresh),
    ...faultsIn(old),
    ...within('fresh folder', faultsIn(young)),
    ...compareFolders(old, young),
    ...(tables[0] === tables[1] ? [] : faults('stale', [`best mashups: ${tables.join(' / ')}`])),
  ];
}

/** Written by a person after the model of the steps that are printed. */
const stepsIn = (path: string): readonly Step[] => JSON.parse(readFileSync(path, 'utf8')) as Step[];

await attack({
  name: 'histories',
  flags,
  prepare: (root) => makeSongPool(join(root, 'pool')),
  trialOf(seed, { folder, root }) {
    const steps = flags.steps === undefined ? planHistory(seed) : stepsIn(flags.steps);
    return { steps, run: () => trial(steps, { folder, pool: join(root, 'pool') }) };
  },
});
