import type { Config } from '../../config.js';
import { commandLine } from '../commandLine.js';
import { exitCodes, type ExitCode } from '../exitCodes.js';
import { note } from '../note.js';
import { waitForState } from '../runtime/session/waitForState.js';
import type { Access, State } from '../runtime/wiring/openState.js';
import { print } from '../text/print.js';
import { findLetter } from './findLetter.js';
import { letterOf } from './letter.js';
import { letterBatches, type WholeLetter } from './letterBatches.js';
import type { LetterFilter } from './letterFilter.js';
import { letterName } from './letterName.js';
import { countsText, letterLines, replayText, type NamedLetter } from './letterText.js';
import { newestLetters } from './newestLetters.js';
import { replayLetters, type ReplayOptions } from './replayLetters.js';
import { shownHeaders, shownLetter, shownValueOf } from './shownLetter.js';

const line = (value: object): void => print(`${JSON.stringify(value)}\n`);

async function within<T>(config: Config, access: Access, work: (state: State) => Promise<T>): Promise<T> {
  const state = await waitForState(config, access);
  try {
    return await work(state);
  } finally {
    await state.close();
  }
}

const noLetters = 'No dead letters match.';

export interface ListOptions {
  readonly passes: LetterFilter;
  readonly most: number;
  readonly byTopic: boolean;
  readonly json: boolean;
}

/** Prints the newest letters, newest first or by topic, and how many there are of each topic and code. */
export const listLetters = (
  config: Config,
  { passes, most, byTopic, json }: ListOptions,
): Promise<ExitCode> =>
  within(config, 'look', async ({ log, catalogue }) => {
    const { newest, counts } = await newestLetters(log, passes, most);
    const order = (topic: string): number => counts.findIndex((each) => each.topic === topic);
    const sorted = byTopic
      ? [...newest].sort((a, b) => order(a.topic ?? 'other') - order(b.topic ?? 'other'))
      : newest;
    for (const letter of sorted) {
      const named = { ...letter, name: await letterName(catalogue, letter) };
      if (json) line({ type: 'letter', ...named });
      else print(letterLines(named, process.stdout.columns || 120));
    }
    if (json) for (const each of counts) line({ type: 'count', ...each });
    else if (counts.length > 0) print(`${countsText(counts)}\n`);
    if (counts.length === 0) note(noLetters, json);
    return exitCodes.done;
  });

/** Prints one letter in full. Error `not-found`. */
export const showLetter = (
  config: Config,
  place: string,
  { whole, json }: { readonly whole: boolean; readonly json: boolean },
): Promise<ExitCode> =>
  within(config, 'look', async ({ log, catalogue }) => {
    const record = await findLetter(log, place);
    const letter = letterOf(record);
    const named: NamedLetter = { ...letter, name: await letterName(catalogue, letter) };
    if (json)
      line({ type: 'letter', ...named, headers: shownHeaders(record), value: shownValueOf(record.value) });
    else print(shownLetter(named, record, whole));
    return exitCodes.done;
  });

export interface Wanted extends ReplayOptions {
  /** Places that were named; none: all that pass. */
  readonly places: readonly string[];
  readonly passes: LetterFilter;
  readonly json: boolean;
}

/** Puts originals back on their topics, beside a run, a line each: 3 where one was refused. */
export const replay = (config: Config, { places, passes, json, ...options }: Wanted): Promise<ExitCode> =>
  within(config, options.dryRun ? 'look' : 'append', async ({ log, worked }) => {
    const seen = new Set<string>();
    let [any, refused] = [false, false];
    for await (const batch of places.length > 0 ? named(log, places) : letterBatches(log, passes))
      for (const each of await replayLetters(log, batch, { ...options, seen })) {
        any = true;
        refused ||= each.outcome === 'refused';
        const { letter, outcome, reason } = each;
        if (json)
          line({ type: outcome, place: letter.place, key: letter.key, reason, dryRun: options.dryRun });
        else print(`${replayText(each, options.dryRun)}\n`);
      }
    if (!any) note(noLetters, json);
    if (seen.size > 0 && !options.dryRun) note(whoWorks(await worked(), config), json);
    return refused ? exitCodes.someFailed : exitCodes.done;
  });

async function* named(log: State['log'], places: readonly string[]): AsyncGenerator<readonly WholeLetter[]> {
  for (const place of places) {
    const record = await findLetter(log, place);
    yield [{ letter: letterOf(record), record }];
  }
}

const whoWorks = (worked: boolean, { data }: Config): string =>
  worked
    ? 'The run at work takes them up.'
    : `No run is at work; begin one with: ${commandLine(['run', 'ingest', 'match'], { data })}`;
