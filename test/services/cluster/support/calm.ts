import { readFileSync, statSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openState } from '../../../../src/cli/runtime/wiring/openState.js';
import { runProgram } from '../../../support/startProgram.js';
import { projectPath } from '../../../support/projectFile.js';
import { cacheFolder } from '../../cache/cacheFolder.js';
import { withLock } from '../../cache/withLock.js';
import { rankingsIn, type Rankings } from './readings.js';
import { environmentOf, work } from './settings.js';

/**
 * What the songs come to in one process over a data folder, without servers and without trouble. Done once for each build of the program.
 */
export async function calmRankings(songs: string): Promise<Rankings> {
  const place = join(cacheFolder(), 'cluster-calm.json');
  const of = JSON.stringify([songs, work, builtAt()]);
  return withLock(`${place}.lock`, async () => {
    const known = readJson(place);
    if (known?.of === of) return known.rankings;
    const rankings = await calmRun(songs, join(cacheFolder(), 'cluster-calm'));
    if (Object.keys(rankings).length === 0) throw new Error('the calm run came to no rankings');
    await writeFile(`${place}.new`, JSON.stringify({ of, rankings }));
    await rename(`${place}.new`, place);
    return rankings;
  });
}

/** Another build may come to other results. */
const builtAt = (): number => statSync(projectPath('dist/.built')).mtimeMs;

interface Known {
  readonly of: string;
  readonly rankings: Rankings;
}

function readJson(path: string): Known | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Known; // written above
  } catch {
    return undefined;
  }
}

/** The same without looking whether it is known; done in a new folder, which goes again. */
export async function calmRun(songs: string, folder: string, limit = 400_000): Promise<Rankings> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const words = ['run', songs, '--data', 'data', '--out', 'out', '--json'];
  const ended = await runProgram(words, { cwd: folder, env: environmentOf(work), limit });
  if (ended.code !== 0) throw new Error(`the calm run failed: ${ended.stdout}\n${ended.stderr}`);
  const state = openState(join(folder, 'data'), 'look');
  try {
    return await rankingsIn(state);
  } finally {
    await state.close();
    await rm(folder, { recursive: true, force: true });
  }
}
