import { Command } from 'commander';
import { splits, type Split } from '../../domain/learning/split.js';
import { programName } from '../commandLine.js';
import { addSettings, collect } from '../config/addSettings.js';
import { configOf } from '../config/configOf.js';
import { exitCodes, type ExitCode } from '../exitCodes.js';
import { note } from '../note.js';
import { refuse } from '../refuse.js';
import { evaluateState } from '../runtime/evaluating/evaluateState.js';
import { indexSongs } from '../runtime/evaluating/indexSongs.js';
import { isNetwork, judgesOf, type Judge } from '../runtime/evaluating/judges.js';
import { makeReportFolder, writeReport } from '../runtime/evaluating/writeReport.js';
import { shippedModel } from '../runtime/wiring/shippedModel.js';
import { waitForState } from '../runtime/session/waitForState.js';
import { evaluationTables } from '../results/reports/evaluationTables.js';
import { plainOf } from '../results/reports/textTable.js';
import { print } from '../text/print.js';

const help = `
A song's own parts are asked for among parts of other compositions: that fit by key and tempo, and that do not. Songs that are named are
indexed first, each with its own mash.json (bpm, key, meter, firstDownbeat or beats); what was indexed before stays, and is
analysed again where an earlier version did. Ready stems whose mash.json tells no beats are laid on half seconds: keep them in a data folder of their own. Of one composition are clips whose song.json says
so (mashstream synthesize writes it), or with the same artist and title. Nothing is ranked or rendered; what was left out is told.
With --bleed pairs are judged once more with leaks made into them, and with --bleed-separated by stems separated from the sum of ready ones as
well, the same bars (1.2 times as long as the music, once): what a scorer gains by bleed is no music.
The report is Markdown, with plots (SVG) and all figures (JSON) beside it.

Example:
  ${programName()} evaluate rendered --data evaluation --split test --report evaluation.md`;

interface Flags extends Readonly<Record<string, unknown>> {
  readonly scorers?: string;
  readonly model?: readonly string[];
  readonly split?: string;
  readonly report?: string;
  readonly bleed?: boolean;
  readonly bleedSeparated?: boolean;
  readonly json?: boolean;
}

/** mashstream evaluate: how well scorers tell a song's own parts from others. */
export function evaluateCommand(): Command {
  const command = new Command('evaluate')
    .summary("measure how well scorers tell a song's own parts from others")
    .description(
      'Judges parts that were made together against parts of other compositions, on any catalogue.',
    )
    .argument('[songs...]', 'folders of songs that are indexed first')
    .option('--scorers <names>', 'with commas, the first is what others are compared with (default: all)')
    .option(
      '--model <folder>',
      'a network that judges as well; may be repeated (default: the DualNet of the program)',
      collect,
    )
    .option('--split <name>', `only songs whose song.json counts them among: ${splits.join(', ')}`)
    .option('--report <file>', 'write a report as Markdown, its plots and JSON beside it')
    .option('--bleed', 'judge pairs with leaks of voices as well')
    .option('--bleed-separated', 'the same, and by stems that are separated anew')
    .option('--json', 'write JSON, for programs')
    .addHelpText('after', help);
  addSettings(command, ['data', 'concurrency']);
  return command.action(async (songs: readonly string[], flags: Flags) => {
    process.exitCode = await evaluate(songs, flags);
  });
}

async function evaluate(songs: readonly string[], flags: Flags): Promise<ExitCode> {
  const {
    scorers: wanted,
    model: folders,
    split: splitName,
    report,
    bleed,
    bleedSeparated,
    json = false,
    ...settings
  } = flags;
  const config = configOf(settings);
  const judges = judgesOf(folders ?? [config.model ?? shippedModel]);
  const { chosen, split } = checked(judges, wanted, splitName);
  if (report !== undefined) await makeReportFolder(report);
  const indexed = songs.length === 0 ? exitCodes.done : await indexSongs(songs, config, json);
  if (indexed !== exitCodes.done && indexed !== exitCodes.someFailed) return indexed;
  const state = await waitForState(config, 'look');
  try {
    const kinds = { bleed: bleed === true || bleedSeparated === true, separated: bleedSeparated === true };
    const found = await evaluateState(state, { chosen, split, data: config.data, json, ...kinds });
    const { evaluation, problems, interrupted } = found;
    const written = report === undefined ? [] : await writeReport(evaluation, report);
    if (json) print(`${JSON.stringify({ type: 'evaluation', ...evaluation })}\n`);
    else print(evaluationTables(evaluation).map(plainOf).join('\n'));
    for (const { task, reason } of evaluation.leftOut) note(`not asked: ${task}: ${reason}`, json);
    if (written.length > 0) note(`written: ${written.join(', ')}`, json);
    if (interrupted) return exitCodes.interrupted;
    return problems.length > 0 ? exitCodes.someFailed : indexed;
  } finally {
    await state.close();
  }
}

interface Chosen {
  readonly chosen: readonly Judge[];
  readonly split: Split | undefined;
}

function checked(
  judges: readonly Judge[],
  wanted: string | undefined,
  splitName: string | undefined,
): Chosen {
  const names = judges.map(({ name }) => name);
  const asked = wanted === undefined ? names : wanted.split(',').flatMap((name) => name.trim() || []);
  const chosen = asked.map((name) => judges.find((judge) => judge.name === name) ?? name);
  const split = splits.find((name) => name === splitName);
  const problems = chosen
    .filter((each) => typeof each === 'string')
    .map((name) =>
      isNetwork(name)
        ? `--scorers: no model is named for ${name}; name its folder with --model`
        : `--scorers: ${name} is none of ${names.join(', ')}`,
    );
  if (chosen.length === 0) problems.push(`--scorers: name some of ${names.join(', ')}`);
  if (splitName !== undefined && !split)
    problems.push(`--split: must be one of ${splits.join(', ')} (given: ${splitName})`);
  if (problems.length > 0) return refuse(problems);
  return { chosen: chosen.filter((each) => typeof each !== 'string'), split };
}
