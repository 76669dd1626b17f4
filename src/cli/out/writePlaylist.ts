import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { replaceFile } from '../../adapters/files/replaceFile.js';
import type { ResultRow } from '../results/rows/resultRow.js';
import { printable } from '../text/printable.js';
import { clearHalves } from './clearHalves.js';
import { readMade } from './readMade.js';

export const playlistName = 'index.m3u8';

/** Writes `index.m3u8` into `out`: the mashups of the rows that lie there, in their order. None to list and no list yet: nothing. */
export async function writePlaylist(out: string, rows: readonly ResultRow[]): Promise<void> {
  const entries: string[] = [];
  for (const row of rows) entries.push(...(await entryOf(out, row)));
  const path = join(out, playlistName);
  if (entries.length === 0 && !existsSync(path)) return;
  const text = ['#EXTM3U', ...entries].map((line) => `${line}\n`).join('');
  // The very same list keeps its time.
  if ((await readFile(path, 'utf8').catch(() => undefined)) === text) return;
  await replaceFile(path, (aside) => writeFile(aside, text));
  await clearHalves(out, playlistName);
}

async function entryOf(out: string, { path, vocal, harmonic, percussion }: ResultRow): Promise<string[]> {
  const made = path === undefined ? undefined : await readMade(path);
  if (path === undefined || made?.files['mix'] === undefined) return [];
  const mix = join(path, made.files['mix']);
  if (!existsSync(mix)) return [];
  const title = printable(`${vocal} over ${harmonic}, drums ${percussion}`);
  return [`#EXTINF:${Math.round(made.duration)},${title}`, relative(out, mix).split(sep).join('/')];
}
