import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ownStamp } from '../../../src/adapters/files/ownStamp.js';
import { removeOrphans } from '../../../src/adapters/files/removeOrphans.js';
import { cacheFolder } from './cacheFolder.js';
import { withLock } from './withLock.js';

/**
 * The folder `name` of the cache, filled by `build` where it is not there yet. It is there whole or not at all; of two test runs at one
 * time, one builds and the other waits for it.
 */
export async function builtOnce(name: string, build: (folder: string) => Promise<void>): Promise<string> {
  const cache = cacheFolder();
  const folder = join(cache, name);
  if (existsSync(folder)) return folder;
  return withLock(join(cache, `${name}.lock`), async () => {
    if (existsSync(folder)) return folder;
    const building = join(cache, 'building');
    await mkdir(building, { recursive: true });
    await removeOrphans(building);
    const aside = join(building, `${ownStamp()}.${name}`);
    await mkdir(aside);
    try {
      await build(aside);
      await rename(aside, folder);
    } finally {
      await rm(aside, { recursive: true, force: true });
    }
    return folder;
  });
}
