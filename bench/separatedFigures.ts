import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { analysisBench } from './analysis.js';
import { analysisFigures } from './analysisFigures.js';
import type { BenchRow } from './benchRow.js';
import { separateMusic } from './separateMusic.js';

/**
 * Separates the music (about ten minutes on two cores) and analyses the stems. `separated`: a folder where they are kept and found again;
 * left out: a temporary one.
 */
export async function separatedFigures(music: string, separated?: string): Promise<readonly BenchRow[]> {
  const folder = separated ?? (await mkdtemp(join(tmpdir(), 'mashstream-bench-')));
  try {
    await separateMusic(music, folder);
    return analysisFigures(analysisBench(folder));
  } finally {
    if (separated === undefined) await rm(folder, { recursive: true, force: true });
  }
}
