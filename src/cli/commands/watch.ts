import { Command } from 'commander';
import { from, fromEvent, lastValueFrom, merge, mergeMap, takeUntil, tap } from 'rxjs';
import { programName } from '../commandLine.js';
import { addSettings } from '../config/addSettings.js';
import { configOf } from '../config/configOf.js';
import { exitCodes } from '../exitCodes.js';
import { note } from '../note.js';
import { besideData } from '../runtime/wiring/demo.js';
import { watchBest } from '../runtime/watching/watchBest.js';
import { watchEach } from '../runtime/watching/watchEach.js';
import { watchFolder } from '../runtime/watching/watchFolder.js';
import { print } from '../text/print.js';
import { refuseWords } from '../words/refuseWords.js';

const help = `
It reads only, beside a run or without one. Ctrl-C ends it.

Example:
  ${programName()} watch --best --top 20`;

interface Flags extends Readonly<Record<string, unknown>> {
  readonly best?: boolean;
  readonly once?: boolean;
  readonly explain?: boolean;
  readonly json?: boolean;
}

/** mashstream watch: rankings as they change. */
export function watchCommand(): Command {
  const command = new Command('watch')
    .summary('show rankings as they change')
    .description('Prints the ranking of each voice, now and whenever it changes.')
    .option('--best', 'only the best of all: one mashup a pair of songs (--both-ways: two), three a song')
    .option('--once', 'print what there is now, and end')
    .option('--explain', 'tell why each mashup scored as it did')
    .option('--json', 'write JSON lines, for programs')
    .addHelpText('after', help);
  addSettings(command, ['data', 'out', 'scorer', 'model', 'vocal', 'exclude', 'useDoubtful', 'bothWays']);
  command.option('--top <n>', 'mashups shown, for each voice or of all (default: 5)');
  return command.action(watch);
}

async function watch({
  best,
  once = false,
  explain = false,
  json = false,
  ...settings
}: Flags): Promise<void> {
  const config = besideData(configOf(settings), settings);
  const texts = best ? watchBest : watchEach;
  const interrupted$ = merge(fromEvent(process, 'SIGINT'), fromEvent(process, 'SIGTERM'));
  const output = { json, stdout: process.stdout, places: config };
  let shown = 0;
  const follow = !once;
  const options = { config, output, explain, follow };
  const shown$ = watchFolder(config, {
    follow,
    show: (state) => from(refuseWords(config, state.catalogue)).pipe(mergeMap(() => texts(state, options))),
    say: (text) => note(text, json),
  }).pipe(
    takeUntil(interrupted$.pipe(tap(() => (process.exitCode = exitCodes.interrupted)))),
    tap((text) => {
      shown += 1;
      print(`${text}\n${json ? '' : '\n'}`);
    }),
  );
  await lastValueFrom(shown$, { defaultValue: '' });
  if (once && shown === 0) note('There are no rankings yet.', json);
}
