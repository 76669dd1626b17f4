import { cpSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { failuresOf } from '../../src/cli/runtime/reading/failuresOf.js';
import { openState } from '../../src/cli/runtime/wiring/openState.js';
import { newest } from '../../src/cli/songs/newest.js';
import { publisherId } from '../../src/cli/songs/publisherId.js';
import { printable } from '../../src/cli/text/printable.js';
import { faults, within, type Fault } from './fault.js';
import { faultsIn } from './faultsIn.js';
import { jsonFaults } from './outputFaults.js';
import type { BadFile } from './planFiles.js';
import { readFolder } from './readFolder.js';
import { badEnd, leftBehind } from './runToEnd.js';
import { goodPair } from './songPool.js';
import { startProgram } from './startProgram.js';
import { isDone } from './unknownFates.js';
import { unranked } from './unranked.js';
import { writeBadFile, type Materials } from './writeBadFile.js';

export interface FileStage extends Materials {
  readonly folder: string;
  readonly pool: string;
}

/** Longer than any limit of the program. */
const limit = 1800;

/** Runs a folder of bad files with two good songs among them. */
export async function playFiles(files: readonly BadFile[], stage: FileStage): Promise<readonly Fault[]> {
  const { folder, pool } = stage;
  const at = (...names: readonly string[]): string => join(folder, 'music', ...names);
  for (const song of goodPair) cpSync(join(pool, song), at(song), { recursive: true });
  const paths = files.map((file, i) => writeBadFile(file, at(`bad ${i}`), stage));
  const run = [
    'run',
    'music',
    '--data',
    'data',
    '--out',
    'out',
    '--top',
    '1',
    '--clips-per-track',
    '1',
    '--json',
  ];
  const program = startProgram(run, { cwd: folder, limit });
  const ended = await program.ended;
  const found = [...badEnd(ended, [0, 3]), ...jsonFaults(ended), ...(await leftBehind(program))];
  if (found.some(({ kind }) => kind === 'crash' || kind === 'hang')) return found;
  const read = await readFolder(join(folder, 'data'));
  const told = failuresIn(ended.stdout);
  const fates = await fatesOf(paths, join(folder, 'data'), told);
  return [
    ...found,
    ...fates.flatMap((fate, i) =>
      fate === undefined ? [] : within(JSON.stringify(files[i]).slice(0, 300), [fate]),
    ),
    ...faults(
      'crash',
      told
        .filter(({ code }) => code === 'internal')
        .map(({ name, message }) => `${name}: internal: ${message}`),
    ),
    ...unranked(
      read,
      goodPair.map((song) => at(song)),
    ),
    ...faultsIn({ ...read, failures: [] }),
  ];
}

interface Told {
  readonly name: string;
  readonly code: string;
  readonly message: string;
}

/** The lines about what failed. */
const failuresIn = (stdout: string): readonly Told[] =>
  stdout
    .split('\n')
    .filter((line) => line.startsWith('{"type":"failed"'))
    .map((line) => JSON.parse(line) as Told);

/** What is wrong with the fate of each path: each is either a song that is done, or named with a reason. */
async function fatesOf(
  paths: readonly string[],
  root: string,
  told: readonly Told[],
): Promise<readonly (Fault | undefined)[]> {
  const state = openState(root, 'look');
  try {
    const tracks = await newest(state.log, 'tracks');
    return await Promise.all(
      paths.map(async (path): Promise<Fault | undefined> => {
        const key = publisherId(path);
        if (await isDone(state.catalogue, key)) return undefined;
        const failed = tracks.has(key) && (await failuresOf(state, [key])).length > 0;
        if (told.some((each) => (failed ? isCalled(path, each) : isNamed(path, each)))) return undefined;
        const what = failed ? 'failed, but is not named' : 'neither done nor named';
        return { kind: 'lost', text: `${JSON.stringify(path)}: ${what}` };
      }),
    );
  } finally {
    await state.close();
  }
}

/** Songs are called by the last part of their path, those that have the name of a stem by their folder. */
function isCalled(path: string, { name, message }: Told): boolean {
  const called = /^(vocals|drums|bass|other)\./.test(basename(path)) ? dirname(path) : path;
  return message !== '' && [basename(called), printable(basename(called))].includes(name);
}

/** What was no song yet is named by its path, or by that of the folder that it lies in alone. */
function isNamed(path: string, { name, message }: Told): boolean {
  const own = /\/bad \d+\b/.exec(path)?.[0] ?? path;
  return message !== '' && new RegExp(`${own}\\b`).test(`${name} ${message}`);
}
