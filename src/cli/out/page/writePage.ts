import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { replaceFile } from '../../../adapters/files/replaceFile.js';
import { PipelineError } from '../../../errors.js';
import { clearHalves } from '../clearHalves.js';
import { madeFoldersAs } from '../readMade.js';
import { pageEntryOf, scriptName } from './pageEntryOf.js';
import { pageHtml, pageMark } from './pageHtml.js';
import { shownOrder } from './shownOrder.js';
import { shownSchema } from './shownSchema.js';

export const pageName = 'index.html';

/**
 * Writes `index.html` into `out`: all mashups that lie there, best first; those of the scorer that judged what lies in the folders `now`
 * before others, whose scores cannot be compared with them. None to show and no page yet: nothing. Error `refused-input` where a page lies there that this program
 * did not write: it stays.
 */
export async function writePage(out: string, now: readonly string[]): Promise<void> {
  const folders = shownOrder(await madeFoldersAs(shownSchema, out), now);
  const path = join(out, pageName);
  const before = await readFile(path, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (before === undefined && folders.length === 0) return;
  if (before !== undefined && !before.startsWith(pageMark))
    throw new PipelineError(
      'refused-input',
      `It was not written by mashstream, and stays as it is. Rename it to get a page of your mashups.`,
    );
  const entries = folders.map((folder) =>
    pageEntryOf(folder, folder.made.page !== undefined && existsSync(join(folder.path, scriptName))),
  );
  const html = await pageHtml(entries);
  // The very same page keeps its time.
  if (html === before) return;
  await replaceFile(path, (aside) => writeFile(aside, html));
  await clearHalves(out, pageName);
}
