import { join } from 'node:path';
import { attack } from './attack.js';
import { readFlags } from './flags.js';
import { planFiles } from './planFiles.js';
import { playFiles } from './playFiles.js';
import { makeSongPool } from './songPool.js';
import { soundSources } from './soundSources.js';

/**
 * Mangled files, fifty a trial, two good songs among them:
 * npx tsx bench/attack/files.ts [--seed 1] [--from 0] [--count 10] [--size 50] [--folder <path>] [--keep]
 */
const flags = readFlags({ count: 10, size: 50 });

await attack({
  name: 'files',
  flags,
  prepare(root) {
    makeSongPool(join(root, 'pool'));
    soundSources(join(root, 'sounds'));
  },
  trialOf(seed, { folder, root }) {
    const files = planFiles(seed, Number(seed.split('/').at(-1)), flags.size);
    const pool = join(root, 'pool');
    const materials = () => ({
      sources: soundSources(join(root, 'sounds')),
      stem: join(pool, 'band 0', 'drums.flac'),
    });
    return { steps: files, run: () => playFiles(files, { folder, pool, ...materials() }) };
  },
});
