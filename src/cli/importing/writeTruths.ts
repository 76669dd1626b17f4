import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { replaceFile } from '../../adapters/files/replaceFile.js';
import { splits } from '../../domain/learning/split.js';
import { firstFew } from '../../domain/text/firstFew.js';
import { problemPath, problemText } from '../../domain/text/problemText.js';
import { correctionsSchema } from '../songs/correctionsSchema.js';
import { sidecarPath } from '../songs/sidecarPath.js';
import type { Song } from '../songs/song.js';
import type { FindSong } from './songsByName.js';
import type { Truth } from './truth.js';

/** What became of truths. */
export interface Imported {
  /** Songs that have what is known beside them now. */
  readonly written: number;
  /** Songs that had something beside them already, which was left. */
  readonly there: number;
  /** Those of which there is no audio. */
  readonly missing: readonly string[];
  /** What could not be taken, a line each. */
  readonly problems: readonly string[];
}

const songSchema = z.object({ composition: z.string().min(1), split: z.enum(splits).optional() });

/** Writes what is known of songs beside their audio, where `run`, `publish` and `evaluate` look for it: all of a song or nothing. */
export async function writeTruths(
  truths: readonly Truth[],
  find: FindSong,
  { replace }: { readonly replace: boolean },
): Promise<Imported> {
  let [written, there] = [0, 0];
  const [missing, problems]: [string[], string[]] = [[], []];
  for (const truth of truths) {
    const [song, ...others] = find(truth.file);
    const problem =
      others.length > 0 ? `there are ${others.length + 1} songs of that name` : problemOf(truth);
    if ((song as Song | undefined) === undefined) missing.push(truth.file);
    else if (problem !== undefined) problems.push(`${truth.file}: ${problem}`);
    else if (!replace && (await exists(sidecarPath(song)))) there += 1;
    else {
      await write(song, truth);
      written += 1;
    }
  }
  return { written, there, missing, problems };
}

function problemOf({ mash, song }: Truth): string | undefined {
  const results = [
    correctionsSchema.safeParse(mash, { reportInput: true }),
    ...(Object.keys(song).length > 0 ? [songSchema.safeParse(song, { reportInput: true })] : []),
  ];
  const issues = results.flatMap((result) => (result.success ? [] : result.error.issues));
  if (issues.length === 0) return undefined;
  return firstFew(issues.map((issue) => `"${problemPath(issue)}": ${problemText(issue)}`)).join('; ');
}

async function write(song: Song, { mash, song: facts }: Truth): Promise<void> {
  await writeJson(sidecarPath(song), mash);
  if (song.kind !== 'stems' || Object.keys(facts).length === 0) return;
  await writeJson(join(song.path, 'song.json'), { schema: 1, ...facts });
}

const writeJson = (path: string, value: object): Promise<void> =>
  replaceFile(path, (aside) => writeFile(aside, `${JSON.stringify(value)}\n`));

const exists = (path: string): Promise<boolean> =>
  readFile(path).then(
    () => true,
    () => false,
  );
