import { existsSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { madeFolders } from './readMade.js';
import { olderFolder } from './olderFolder.js';

/** Asks of a mashup, by its voice's clip and its id, whether the stored ranking of that voice holds it. */
export type IsHeld = (seedClipId: string, mashupId: string) => Promise<boolean>;

/**
 * Moves matched mashups that are not `held` from `out` to `out/older`, and nothing else: what was made of samples and of other conditions
 * stays, and so does whatever the program did not make. A name that is taken there gets a number. Resolves to the names that went.
 */
export async function moveOlder(out: string, held: IsHeld): Promise<readonly string[]> {
  const older: Awaited<ReturnType<typeof madeFolders>>[number][] = [];
  for (const folder of await madeFolders(out)) {
    const { mashupId, condition, parts } = folder.made;
    const seedClipId = folder.made.seedClipId ?? parts.find(({ role }) => role === 'vocal')?.clipId ?? '';
    if (mashupId === undefined || condition !== 'matched') continue;
    if (!(await held(seedClipId, mashupId))) older.push(folder);
  }
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
