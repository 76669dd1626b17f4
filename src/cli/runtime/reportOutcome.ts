import { exitCodes, type ExitCode } from '../exitCodes.js';
import { resultText } from '../results/resultText.js';
import type { Published } from '../songs/publishSongs.js';
import { failuresOf } from './failuresOf.js';
import type { Results } from './presentResults.js';
import type { Session } from './session.js';
import { trackTitle } from './trackTitle.js';

/** Prints the results (stdout) and what there is to say about them (stderr); resolves to the exit code. */
export async function reportOutcome(
  session: Session,
  published: Published,
  { rows, remarks }: Results,
): Promise<ExitCode> {
  const { state, view, json, config } = session;
  view.close();
  const say = (line: string): void => void process.stderr.write(`${line}\n`);
  process.stdout.write(`${resultText(rows, { json, stdout: process.stdout })}\n`);
  if (!json && process.stdout.isTTY) for (const { rank, path } of rows) say(`${rank}: ${path ?? ''}`);
  if (rows.length === 0) say('No two songs fit together within the key and tempo rule. Add more songs.');
  else say(`${rows.length === 1 ? 'The mashup lies' : `${rows.length} mashups lie`} in ${config.out}.`);
  for (const remark of remarks) say(`- ${remark}`);
  const failures = await failuresOf(state.log, published.keys);
  const failed = [
    ...failures.map(({ trackKey, message }) => `${trackTitle(trackKey)}: ${message}`),
    ...published.problems.map(({ path, error }) => `${path}: ${error.message}`),
  ];
  if (failed.length === 0) return exitCodes.done;
  say(`${failed.length} failed:`);
  for (const line of failed) say(`- ${line}`);
  return exitCodes.someFailed;
}
