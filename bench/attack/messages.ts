import { join } from 'node:path';
import { attack } from './attack.js';
import { readFlags } from './flags.js';
import { playMessages } from './playMessages.js';
import { makeSongPool } from './songPool.js';

/**
 * Malformed messages on topic `tracks`, good songs among them, two thousand a trial:
 * npx tsx bench/attack/messages.ts [--seed 1] [--from 0] [--count 10] [--size 2000] [--folder <path>] [--keep]
 */
const flags = readFlags({ count: 10, size: 2000 });

await attack({
  name: 'messages',
  flags,
  prepare: (root) => makeSongPool(join(root, 'pool')),
  trialOf(seed, { folder, root }) {
    const plan = { seed, count: flags.size };
    return { steps: plan, run: () => playMessages(plan, { folder, pool: join(root, 'pool') }) };
  },
});
