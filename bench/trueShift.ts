import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { packageFolder } from '../src/packageFolder.js';
import type { BenchRow } from './benchRow.js';
import { cc0Songs } from './cc0Songs.js';
import { separateCc0 } from './separateMusic.js';
import { stemWavs } from './stemWavs.js';
import { figureRows, judgementRows, judgementsOf, type Judgement } from './trueShift/judgements.js';
import type { StemPath } from './trueShift/movedParts.js';
import { trialsOf, type Trial, type TrialOptions } from './trueShift/trials.js';

async function judgementsOfSongs(options: TrialOptions): Promise<readonly Judgement[]> {
  const trials: Trial[] = [];
  for (const song of cc0Songs) trials.push(...(await trialsOf(song, options)));
  return judgementsOf(trials);
}

const under = (kind: string, rows: readonly BenchRow[]): readonly BenchRow[] =>
  rows.map((row) => ({ ...row, name: `${kind}: ${row.name}` }));

export interface TrueShiftOptions {
  /** Folder with stems/; default ../shared/music. */
  readonly music?: string;
  readonly moves?: number;
}

/**
 * Which of 12 shifts brings a song's own harmony back under its voice, when Rubber Band has moved it by a random −6 … 5: the CC0 songs, true
 * stems. Undefined where the music is missing.
 */
export async function trueShiftBench({ music, moves = 4 }: TrueShiftOptions = {}): Promise<
  readonly BenchRow[] | undefined
> {
  const wavs = await stemWavs(music);
  if (!wavs) return undefined;
  const { folder } = wavs;
  try {
    const stemPath = wavs.wav.bind(wavs);
    return judgementRows(await judgementsOfSongs({ stemPath, folder, channels: 2, moves, voiceToo: false }));
  } finally {
    await wavs.close();
  }
}

/**
 * The same of stems separated from the songs' mixes, with the voice moved as well, so that what bleeds into either part moves with it and both went through
 * the shifter; beside it, as a control of bleed, the true stems of the same bars and moves. What is separated and moved is kept in `separated`.
 */
export async function separatedTrueShiftBench(
  separated: string,
  { music = join(packageFolder, '../shared/music'), moves = 2 }: TrueShiftOptions = {},
): Promise<readonly BenchRow[] | undefined> {
  const wavs = await stemWavs(music);
  if (!wavs) return undefined;
  try {
    await separateCc0(music, separated);
    const judged = async (kind: string, stemPath: StemPath): Promise<readonly Judgement[]> => {
      const folder = join(separated, 'moved', kind);
      await mkdir(folder, { recursive: true });
      return judgementsOfSongs({ stemPath, folder, channels: 1, moves, voiceToo: true });
    };
    const truly = await judged('true', wavs.wav.bind(wavs));
    const apart = await judged('separated', (song, stem) =>
      Promise.resolve(join(separated, song, `${stem}.wav`)),
    );
    return [
      ...under('true stems', judgementRows(truly)),
      ...under('separated', judgementRows(apart)),
      ...apart.flatMap(({ rule, found }, i) =>
        figureRows(`${rule}, separated less true`, found, truly[i].found),
      ),
    ];
  } finally {
    await wavs.close();
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const separated = process.argv.at(2);
  console.table(await (separated === undefined ? trueShiftBench() : separatedTrueShiftBench(separated)));
}
