import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packageFolder } from '../../../packageFolder.js';
import type { PageEntry } from './pageEntry.js';

/** How an index.html begins that this program wrote: it may be written anew. */
export const pageMark = '<!doctype html>\n<!-- Written by mashstream';

const source = join(packageFolder, 'page');
const read = (name: string): Promise<string> => readFile(join(source, name), 'utf8');

/**
 * The page of mashups as one file: the template in the folder `page`, with its style sheet, its scripts and the mashups in place of the
 * references. Texts of others are data of a JSON script only; the scripts make text nodes of them, never markup.
 */
export async function pageHtml(entries: readonly PageEntry[]): Promise<string> {
  let html = await read('index.html');
  const put = async (pattern: RegExp, element: (name: string) => Promise<string>): Promise<void> => {
    for (const [reference, name] of html.matchAll(pattern)) {
      const text = await element(name);
      html = html.replace(reference, () => text);
    }
  };
  await put(/<link rel="stylesheet" href="([\w.]+)" \/>/g, async (name) => `<style>\n${await read(name)}</style>`);
  await put(/<script src="([\w.]+)"><\/script>/g, async (name) => `<script>\n${await read(name)}</script>`);
  // Last: nothing is looked for in texts of others.
  return html.replace(/(?<=id="entries">)\s*\[\]\s*(?=<\/script>)/, () => jsonInHtml(entries));
}

/** JSON that ends no script element and begins no comment. */
export const jsonInHtml = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c');
