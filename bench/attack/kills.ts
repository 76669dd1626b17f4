import { join } from 'node:path';
import { attack } from './attack.js';
import { readFlags } from './flags.js';
import { playKills, type Tally } from './playKills.js';
import { planKills } from './planKills.js';
import { makeMixes, makeSongPool } from './songPool.js';

/**
 * Kills −9 at random moments of the work, ten or more a trial; after each the same command again; after the last of a trial all is
 * compared with a fresh folder: npx tsx bench/attack/kills.ts [--seed 1] [--from 0] [--count 20] [--folder <path>] [--keep]
 */
const flags = readFlags({ count: 20 });
const tally: Tally = new Map();

await attack({
  name: 'kills',
  flags,
  prepare(root) {
    makeSongPool(join(root, 'pool'));
    makeMixes(join(root, 'pool'));
  },
  trialOf(seed, { folder, root }) {
    const separating = Number(seed.split('/').at(-1)) % 2 === 0;
    const plan = planKills(seed, separating);
    return { steps: plan, run: () => playKills(plan, { folder, pool: join(root, 'pool') }, tally) };
  },
  figures: () =>
    Object.fromEntries(
      [...tally].map(([kind, { tried, killed }]) => [`killed ${kind}`, `${killed} of ${tried} tries`]),
    ),
});
