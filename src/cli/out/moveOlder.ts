import { existsSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { madeFolders } from './readMade.js';
import { olderFolder } from './olderFolder.js';

/** A mashup, by its voice's clip and its id. */
export interface MadeMashup {
  readonly seedClipId: string;
  readonly mashupId: string;
}

/** Asks of mashups which of them the stored rankings of their voices hold. */
export type WhichHeld = (made: readonly MadeMashup[]) => Promise<(one: MadeMashup) => boolean>;

/**
 * Moves matched mashups that are not `held` from `out` to `out/older`, and nothing else: what was asked for, and what was made of samples and of
 * other conditions, stays, and so does whatever the program did not make. A name that is taken there gets a number. Resolves to the names that went.
 */
export async function moveOlder(out: string, held: WhichHeld): Promise<readonly string[]> {
  const matched = (await madeFolders(out)).flatMap(({ name, path, made }) => {
    const { mashupId, drawnId, condition, parts } = made;
    const seedClipId = made.seedClipId ?? parts.find(({ role }) => role === 'vocal')?.clipId ?? '';
    const isRanked = mashupId !== undefined && drawnId === undefined && condition === 'matched';
    return isRanked ? [{ name, path, seedClipId, mashupId }] : [];
  });
  const isHeld = await held(matched);
  const older = matched.filter((each) => !isHeld(each));
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
