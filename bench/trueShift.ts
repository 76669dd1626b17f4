import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { packageFolder } from '../src/packageFolder.js';
import type { BenchRow } from './benchRow.js';
import { separateCc0 } from './separateMusic.js';
import { stemWavs } from './stemWavs.js';
import { figureRows, judgementRows, judgementsOf, type Judgement } from './trueShift/judgements.js';
import type { StemPath } from './trueShift/movedParts.js';
import { cc0Pieces, renderedPieces } from './trueShift/pieces.js';
import { trialsOf, type Piece, type Trial, type TrialOptions } from './trueShift/trials.js';

const ourMusic = join(packageFolder, '../shared/music');

async function judgementsOfAll(
  pieces: readonly Piece[],
  options: TrialOptions,
): Promise<readonly Judgement[]> {
  const trials: Trial[] = [];
  for (const piece of pieces) trials.push(...(await trialsOf(piece, options)));
  return judgementsOf(trials);
}

/**
 * Which of 12 shifts brings a song's own harmony back under its voice, when Rubber Band has moved it by a random −6 … 5: the CC0 songs, true
 * stems, four moves each. Undefined where the music is missing.
 */
export async function trueShiftBench(music = ourMusic): Promise<readonly BenchRow[] | undefined> {
  const wavs = await stemWavs(music);
  if (!wavs) return undefined;
  const { folder } = wavs;
  const stemPath: StemPath = (song, stem) => wavs.wav(song, stem);
  try {
    const options = { stemPath, folder, channels: 2, moves: 4, voiceToo: false } as const;
    return judgementRows(await judgementsOfAll(cc0Pieces, options));
  } finally {
    await wavs.close();
  }
}

/** The same of one window of each composition in a folder that `mashstream synthesize` wrote, mono, one move each. */
export async function renderedTrueShiftBench(rendered: string): Promise<readonly BenchRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'mashstream-bench-'));
  const stemPath: StemPath = (name, stem) => Promise.resolve(join(rendered, name, `${stem}.flac`));
  try {
    const options = { stemPath, folder, channels: 1, moves: 1, voiceToo: false } as const;
    return judgementRows(await judgementsOfAll(await renderedPieces(rendered), options));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const under = (kind: string, rows: readonly BenchRow[]): readonly BenchRow[] =>
  rows.map((row) => ({ ...row, name: `${kind}: ${row.name}` }));

/**
 * The same of stems separated from the CC0 songs' mixes, mono, two moves each, with the voice moved as well, so that what bleeds into either part moves with
 * it and both went through the shifter; beside it, as a control of bleed, the true stems of the same bars and moves. What is separated and moved is kept in
 * `separated`.
 */
export async function separatedTrueShiftBench(
  separated: string,
  music = ourMusic,
): Promise<readonly BenchRow[] | undefined> {
  const wavs = await stemWavs(music);
  if (!wavs) return undefined;
  const judged = async (kind: string, stemPath: StemPath): Promise<readonly Judgement[]> => {
    const folder = join(separated, 'moved', kind);
    await mkdir(folder, { recursive: true });
    return judgementsOfAll(cc0Pieces, { stemPath, folder, channels: 1, moves: 2, voiceToo: true });
  };
  try {
    await separateCc0(music, separated);
    const truly = await judged('true', (song, stem) => wavs.wav(song, stem));
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

/** npx tsx bench/trueShift.ts; … separated <folder to keep it in>; … rendered <folder of mashstream synthesize>. */
async function rows(kind?: string, folder = ''): Promise<readonly BenchRow[] | undefined> {
  if (kind === 'separated') return separatedTrueShiftBench(folder);
  return kind === 'rendered' ? renderedTrueShiftBench(folder) : trueShiftBench();
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  console.table(await rows(...process.argv.slice(2)));
