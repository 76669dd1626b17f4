import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { processStamp } from './processStamp.js';

/** Removes from `dir` the entries that a process has left which runs no more; their names begin with its stamp and a dot. */
export async function removeOrphans(dir: string): Promise<void> {
  const names = await readdir(dir);
  const orphans = names.filter((name) => {
    const stamp = name.split('.')[0];
    return processStamp(Number.parseInt(stamp, 10)) !== stamp;
  });
  await Promise.all(orphans.map((name) => rm(join(dir, name), { recursive: true, force: true })));
}
