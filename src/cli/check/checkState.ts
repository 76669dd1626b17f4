import { existsSync } from 'node:fs';
import type { Config } from '../../config.js';
import { commandLine } from '../commandLine.js';
import { PipelineError } from '../../errors.js';
import { dataFolder } from '../runtime/wiring/dataFolder.js';
import type { State } from '../runtime/wiring/openState.js';
import { waitForState } from '../runtime/session/waitForState.js';
import { runIsActive } from '../runtime/wiring/runIsActive.js';
import { everySong } from '../runtime/reading/everySong.js';
import { sourceName } from '../results/mashup/sourceName.js';
import type { Finding } from './finding.js';
import { repairStore } from './repairStore.js';
import { storeFaults, type StoreFaults } from './storeFaults.js';

const what = 'state';

export interface StateCheck {
  /** Mend what is found; the contents of all files are read. */
  readonly repair: boolean;
}

/**
 * What lies in the data folder, whether this version can read it, whether a run is at work there, and what does not fit together; none
 * where it is empty. What a run at work has in its hands fits together later, so beside one nothing more is looked at.
 */
export async function checkState(
  { data }: Pick<Config, 'data'>,
  { repair }: StateCheck = { repair: false },
): Promise<readonly Finding[]> {
  if (!existsSync(dataFolder(data).database)) return [];
  try {
    if (runIsActive(data) && !repair) return await lookAt(data, 'look', beside);
    return await lookAt(data, repair ? 'run' : 'look', (state) => throughout(state, repair, data));
  } catch (error) {
    return [{ what, well: false, text: PipelineError.from(error).message }];
  }
}

async function lookAt<T>(
  data: string,
  access: 'look' | 'run',
  work: (state: State) => Promise<T>,
): Promise<T> {
  const state = await waitForState({ data }, access);
  try {
    return await work(state);
  } finally {
    await state.close();
  }
}

async function contentOf({ catalogue }: State): Promise<string> {
  const all = everySong(catalogue);
  let songs = 0;
  while ((await all.next()).done !== true) songs += 1;
  return `songs: ${songs}, clips: ${await catalogue.countClips()}`;
}

const beside = async (state: State): Promise<readonly Finding[]> => [
  { what, well: true, text: `${await contentOf(state)}, a run is at work` },
];

async function throughout(state: State, repair: boolean, data: string): Promise<readonly Finding[]> {
  const faults = await storeFaults(state, { contents: repair });
  const found = problemsOf(faults);
  const content: Finding = { what, well: true, text: await contentOf(state) };
  const advice = `To mend it: ${commandLine(['check', '--repair'], { data })}`;
  if (!repair) return [content, ...found.map((text) => ({ what, well: false, text: `${text} ${advice}` }))];
  await repairStore(state, faults);
  return [content, ...found.map((text) => ({ what, well: true, text: `${text} Mended.` }))];
}

const count = (n: number, one: string): string => `${n} ${one}${n === 1 ? '' : 's'}`;

/** Songs that are named; of more only the number is told. */
const mostNamed = 10;

/** What was found, a sentence each. */
function problemsOf({ orphans, lost, strayClips, strayRankings }: StoreFaults): readonly string[] {
  const some = (list: readonly string[], text: string): string[] => (list.length > 0 ? [text] : []);
  return [
    ...lost
      .slice(0, mostNamed)
      .map(
        ({ track, keys }) =>
          `${sourceName(track.source)} has lost ${count(keys.length, 'file')} (${keys[0]}); the next run makes it whole.`,
      ),
    ...(lost.length > mostNamed ? [`${lost.length - mostNamed} more songs have lost files, too.`] : []),
    ...some(
      orphans,
      `${count(orphans.length, 'file')} under blobs belong to nothing (${orphans.at(0) ?? ''}).`,
    ),
    ...some(strayClips, `${count(strayClips.length, 'clip')} without a song.`),
    ...some(strayRankings, `${count(strayRankings.length, 'ranking')} of voices that are gone.`),
  ];
}
