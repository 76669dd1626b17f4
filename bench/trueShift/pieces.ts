import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Bpm, Seconds } from '../../src/domain/units.js';
import { cc0Songs } from '../cc0Songs.js';
import type { Piece } from './trials.js';

const barsOfUnit = 16;
/** Units of 16 bars in a CC0 song of 48. */
const units = 3;

const beatsOf = (bpm: Bpm, from: number, count: number): readonly Seconds[] =>
  Array.from({ length: count + 1 }, (_, beat) => ((from + beat) * 60) / bpm);

export const cc0Pieces: readonly Piece[] = cc0Songs.map(({ name, bpm }) => ({
  ...{ name, song: name },
  units: Array.from({ length: units }, (_, unit) => beatsOf(bpm, 4 * barsOfUnit * unit, 4 * barsOfUnit)),
}));

const knownSchema = z.object({ bpm: z.number(), meter: z.number() });
const windowSchema = z.object({ composition: z.string(), bars: z.number() });

const readJson = async (path: string): Promise<unknown> =>
  JSON.parse(await readFile(path, 'utf8')) as unknown;

/** The first window of each composition in a folder that `mashstream synthesize` wrote, where it has a voice, a bass and something other. */
export async function renderedPieces(folder: string): Promise<readonly Piece[]> {
  const pieces = new Map<string, Piece>();
  for (const name of (await readdir(folder)).sort()) {
    const whole = ['vocals', 'bass', 'other'].every((stem) => existsSync(join(folder, name, `${stem}.flac`)));
    if (!whole) continue;
    const { bpm, meter } = knownSchema.parse(await readJson(join(folder, name, 'mash.json')));
    const { composition, bars } = windowSchema.parse(await readJson(join(folder, name, 'song.json')));
    if (!pieces.has(composition))
      pieces.set(composition, { name, song: composition, units: [beatsOf(bpm, 0, bars * meter)] });
  }
  return [...pieces.values()];
}
