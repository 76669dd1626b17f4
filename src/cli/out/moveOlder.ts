import { existsSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { madeFolders } from './readMade.js';
import { olderFolder } from './olderFolder.js';

/**
 * Moves matched mashups that are not `held` from `out` to `out/older`, and nothing else: what was made of samples and of other conditions
 * stays, and so does whatever the program did not make. A name that is taken there gets a number. Resolves to the names that went.
 */
export async function moveOlder(out: string, held: ReadonlySet<string>): Promise<readonly string[]> {
  const folders = await madeFolders(out);
  const older = folders.filter(
    ({ made: { mashupId, condition } }) =>
      mashupId !== undefined && condition === 'matched' && !held.has(mashupId),
  );
  if (older.length === 0) return [];
  await mkdir(olderFolder(out), { recursive: true });
  for (const { name, path } of older) await rename(path, freePath(join(olderFolder(out), name)));
  return older.map(({ name }) => name);
}

function freePath(path: string): string {
  let [free, number] = [path, 2];
  while (existsSync(free)) free = `${path} ${number++}`;
  return free;
}
