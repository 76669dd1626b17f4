import { writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import { amuPaperScorer } from '../../adapters/rules/amuPaperScorer.js';
import { amuScorer } from '../../adapters/rules/amuScorer.js';
import { featureStore, type FeatureStore } from '../../adapters/rules/featureStore.js';
import { fitScorer } from '../../adapters/rules/fitScorer.js';
import { leeScorer } from '../../adapters/rules/leeScorer.js';
import { programName } from '../commandLine.js';
import type { Config } from '../../config.js';
import type { Scorer } from '../../ports/scorer.js';
import { addSettings } from '../config/addSettings.js';
import { configOf } from '../config/configOf.js';
import { exitCodes, type ExitCode } from '../exitCodes.js';
import { note } from '../note.js';
import { refuse } from '../refuse.js';
import { evaluatedClips, type Split } from '../runtime/evaluating/evaluatedClips.js';
import { evaluateScorers, type Evaluation } from '../runtime/evaluating/evaluateScorers.js';
import { indexSongs } from '../runtime/evaluating/indexSongs.js';
import { waitForState } from '../runtime/session/waitForState.js';
import type { State } from '../runtime/wiring/openState.js';
import { evaluationTables, markdownOf, plainOf } from '../results/reports/evaluationTables.js';
import { print } from '../text/print.js';

const help = `
A song's own parts are asked for among parts of other compositions: that fit by key and tempo, and that do not. Songs that are named are
indexed first, each with its own mash.json (tempo, key, first downbeat), and what was indexed before stays. Of one composition are clips whose
song.json says so (mashstream synthesize writes it), or with the same artist and title. Nothing is ranked or rendered.

Example:
  ${programName()} evaluate rendered --data evaluation --split test`;

const scorers: Readonly<Record<string, (stems: FeatureStore) => Scorer>> = {
  amu: amuScorer,
  'amu-paper': amuPaperScorer,
  lee: leeScorer,
  fit: (stems) => fitScorer(stems, { byEarAlone: true }),
};
const names = Object.keys(scorers);
const splits: readonly Split[] = ['train', 'validation', 'test'];

interface Flags extends Readonly<Record<string, unknown>> {
  readonly scorers: string;
  readonly split?: string;
  readonly report?: string;
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
    .option(
      '--scorers <names>',
      `with commas, the first is what others are compared with: ${names.join(', ')}`,
      names.join(','),
    )
    .option('--split <name>', `only songs whose song.json counts them among: ${splits.join(', ')}`)
    .option('--report <file>', 'write the tables as Markdown, too')
    .option('--json', 'write JSON, for programs')
    .addHelpText('after', help);
  addSettings(command, ['data', 'concurrency']);
  return command.action(async (songs: readonly string[], flags: Flags) => {
    process.exitCode = await evaluate(songs, flags);
  });
}

async function evaluate(songs: readonly string[], flags: Flags): Promise<ExitCode> {
  const { scorers: wanted, split: splitName, report, json = false, ...settings } = flags;
  const { chosen, split } = checked(wanted, splitName);
  const config = configOf(settings);
  const indexed = songs.length === 0 ? exitCodes.done : await indexSongs(songs, config, json);
  if (indexed !== exitCodes.done && indexed !== exitCodes.someFailed) return indexed;
  const state = await waitForState(config, 'look');
  try {
    const evaluation = await evaluationOf(state, { chosen, split, config, json });
    const tables = evaluationTables(evaluation);
    if (report !== undefined) await writeFile(report, tables.map(markdownOf).join('\n'));
    if (json) print(`${JSON.stringify({ type: 'evaluation', ...evaluation })}\n`);
    else print(tables.map(plainOf).join('\n'));
    return indexed;
  } finally {
    await state.close();
  }
}

interface Chosen {
  readonly chosen: readonly string[];
  readonly split: Split | undefined;
}

function checked(wanted: string, splitName: string | undefined): Chosen {
  const chosen = wanted.split(',').flatMap((name) => name.trim() || []);
  const split = splits.find((name) => name === splitName);
  const problems = chosen
    .filter((name) => !names.includes(name))
    .map((name) => `--scorers: ${name} is none of ${names.join(', ')}`);
  if (chosen.length === 0) problems.push(`--scorers: name some of ${names.join(', ')}`);
  if (splitName !== undefined && !split)
    problems.push(`--split: must be one of ${splits.join(', ')} (given: ${splitName})`);
  return problems.length > 0 ? refuse(problems) : { chosen, split };
}

interface Asked extends Chosen {
  readonly config: Config;
  readonly json: boolean;
}

async function evaluationOf(state: State, { chosen, split, config, json }: Asked): Promise<Evaluation> {
  const clips = await evaluatedClips(state.catalogue, split);
  const stems = featureStore(state.blobs, 3 * clips.length);
  const made = chosen.map((name) => scorers[name](stems));
  try {
    note(`${clips.length} trusted clips in ${config.data}`, json);
    const evaluation = await evaluateScorers(clips, made);
    if (evaluation.tasks.length === 0)
      refuse([
        `there is nothing to tell apart: no clip in ${config.data} with a voice has a part of its own and fitting ones of other compositions`,
      ]);
    return evaluation;
  } finally {
    await Promise.all(made.map((scorer) => scorer.close()));
  }
}
