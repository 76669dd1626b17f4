import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Removes what a process left that was killed while it wrote a file of that name (replaceFile). */
export async function clearHalves(folder: string, name: string): Promise<void> {
  const names = await readdir(folder);
  for (const half of names.filter((each) => each.startsWith(`${name}.`) && each.endsWith('.part')))
    await rm(join(folder, half), { force: true });
}
