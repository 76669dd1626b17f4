import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PipelineError } from '../../errors.js';
import { csvTable } from './csvTable.js';
import { harmonixBeats } from './harmonixBeats.js';
import type { Truth } from './truth.js';

export interface HarmonixRead {
  readonly truths: readonly Truth[];
  /** Files that are of another form, a line each. */
  readonly problems: readonly string[];
}

/** Reads a folder of the Harmonix Set (`beats_and_downbeats`, `metadata.csv`), or one that holds it as `dataset`. Error `not-found`. */
export async function readHarmonix(folder: string): Promise<HarmonixRead> {
  const [root, names] = await beatFiles([folder, join(folder, 'dataset')]);
  const table = await readFile(join(root, 'metadata.csv'), 'utf8').catch(() => '');
  const songs = new Map(csvTable(table).map((row) => [row['File'], row]));
  const truths: Truth[] = [];
  const problems: string[] = [];
  for (const name of names) {
    const file = name.replace(/\.txt$/i, '');
    const known = harmonixBeats(await readFile(join(root, 'beats_and_downbeats', name), 'utf8'));
    if (!known) {
      problems.push(`${name}: its lines are not time, beat and bar`);
      continue;
    }
    const { Title: title, Artist: artist } = songs.get(file) ?? {};
    truths.push({ file, mash: { ...(title && { title }), ...(artist && { artist }), ...known }, song: {} });
  }
  return { truths, problems };
}

async function beatFiles(
  roots: readonly string[],
): Promise<readonly [root: string, names: readonly string[]]> {
  for (const root of roots) {
    const names = await readdir(join(root, 'beats_and_downbeats')).catch(() => []);
    const texts = names.filter((name) => /\.txt$/i.test(name)).sort();
    if (texts.length > 0) return [root, texts];
  }
  throw new PipelineError(
    'not-found',
    `Importing the Harmonix Set: ${roots[0]} has no folder beats_and_downbeats with .txt files. Name the folder that holds it and metadata.csv.`,
  );
}
