import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readMxl } from '../../src/adapters/musicxml/readMxl.js';
import { writeShard } from '../../src/adapters/training/shards.js';
import { windowsOfScore } from '../../src/adapters/training/windowsOfScore.js';
import { splitOf } from '../../src/domain/learning/split.js';
import { randomFrom } from '../../src/domain/random.js';
import { writeSungScores } from './writeSungScores.js';

/** Compositions of a file of training windows. */
const perFile = 8;

/** Writes the training windows of so many made scores into a folder, as a training leaves them. */
export async function writeBaseMusic(folder: string, count: number): Promise<void> {
  const scores = join(folder, 'scores');
  await mkdir(folder, { recursive: true });
  await writeSungScores(scores, count);
  for (let first = 0; first < count; first += perFile) {
    const numbers = Array.from({ length: Math.min(perFile, count - first) }, (_, i) => first + i);
    const windows = numbers.map(async (n) => {
      const path = join(scores, `song${n}.mxl`);
      const composition = `base ${n}`;
      const known = { composition, split: splitOf(composition) };
      const [window] = windowsOfScore(readMxl(await readFile(path), path), known, (place) =>
        randomFrom('base', String(n), String(place)),
      );
      return window;
    });
    await writeShard(join(folder, `windows ${first / perFile}.safetensors`), await Promise.all(windows));
  }
}
