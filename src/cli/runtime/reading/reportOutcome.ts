import { join } from 'node:path';
import { asTyped, commandLine } from '../../commandLine.js';
import { exitCodes, type ExitCode } from '../../exitCodes.js';
import { outcomeJson } from '../../results/reports/outcomeJson.js';
import { pageName } from '../../out/page/writePage.js';
import type { ResultRow } from '../../results/rows/resultRow.js';
import { resultText } from '../../results/rows/resultText.js';
import type { Published } from '../../songs/publishSongs.js';
import { errorText } from '../../text/errorText.js';
import { printable } from '../../text/printable.js';
import { failuresOf } from './failuresOf.js';
import { rankingFailures } from './rankingFailures.js';
import type { Results } from './presentResults.js';
import type { Session } from '../session/session.js';
import { trackTitle } from '../session/trackTitle.js';
import { print, printError } from '../../text/print.js';

/** Prints the results (stdout) and what there is to say about them (stderr; JSON: all on stdout); resolves to the exit code. */
export async function reportOutcome(
  session: Session,
  published: Published,
  { rows, nothing, remarks, failures }: Results,
): Promise<ExitCode> {
  const { state, view, json, config, begun } = session;
  view.close();
  const songs = await failuresOf(state, published.keys, begun);
  const failed = [
    ...songs.map(({ trackKey, code, message }) => ({ name: trackTitle(trackKey), code, message })),
    ...published.problems.map(({ path, error: { code, message } }) => ({ name: path, code, message })),
    ...(await rankingFailures(state, begun)),
    ...failures,
  ].map((failure) => ({ ...failure, message: asTyped(failure.message, config) }));
  const exitCode = failed.length === 0 ? exitCodes.done : exitCodes.someFailed;
  session.count?.({ mashups: rows.length, failed: failed.length });
  if (json) print(outcomeJson({ rows, nothing: config.top === 0 ? [] : nothing, remarks, failed }));
  else {
    const text = resultText(rows, { json, stdout: process.stdout, places: config });
    if (text !== '') print(`${text}\n`);
    const lines = [...whereTheyLie(rows, nothing, config), ...remarks.map((remark) => `- ${remark}`)];
    if (failed.length > 0) lines.push(`${failed.length} failed:`);
    lines.push(...failed.map((failure) => printable(`- ${failure.name}: ${errorText(failure)}`)));
    printError(lines.map((line) => `${line}\n`).join(''));
  }
  return exitCode;
}

/** What became of the mashups, in a line; those that could not be rendered are told among the failures. */
function whereTheyLie(
  rows: readonly ResultRow[],
  nothing: readonly string[],
  { data, out, top }: Session['config'],
): readonly string[] {
  const best = commandLine(['watch', '--best', '--once'], { data });
  if (top === 0) return [`Nothing was rendered, as asked by --top 0; this prints the best: ${best}`];
  if (rows.length === 0) return nothing;
  const made = rows.filter(({ path }) => path !== undefined).length;
  if (made === 0) return [];
  const where = `${made === 1 ? 'The mashup lies' : `${made} mashups lie`} in ${out}`;
  return [`${where}; to hear ${made === 1 ? 'it' : 'them'} open ${join(out, pageName)}`];
}
