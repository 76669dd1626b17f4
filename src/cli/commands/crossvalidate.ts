import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Command } from 'commander';
import { ffmpegEncoder } from '../../adapters/ffmpeg/ffmpegEncoder.js';
import { featureStore } from '../../adapters/features/featureStore.js';
import { takeRunLock } from '../../adapters/sqlite/lock/takeRunLock.js';
import { tfjsTrainer } from '../../adapters/tfjs/tfjsTrainer.js';
import { readMixShard } from '../../adapters/training/mixShards.js';
import { mixInputs, mixNetworks } from '../../domain/learning/mixTraining.js';
import type { MixClip } from '../../model/training/mixClip.js';
import { programName } from '../commandLine.js';
import { configOf } from '../config/configOf.js';
import { addSettings } from '../config/addSettings.js';
import { exitCodes, type ExitCode } from '../exitCodes.js';
import { note } from '../note.js';
import { foldTables } from '../results/reports/foldTables.js';
import { markdownOf, plainOf } from '../results/reports/textTable.js';
import { evaluatedClips } from '../runtime/evaluating/evaluatedClips.js';
import { madeStems } from '../runtime/evaluating/madeStems.js';
import { crossValidate, type CrossValidation } from '../runtime/folds/crossValidate.js';
import { foldVariants, teachings } from '../runtime/folds/foldVariants.js';
import { findScores } from '../runtime/synthesizing/findScores.js';
import { foldFlags, type FoldTexts } from '../training/foldFlags.js';
import { refuseFolder } from '../runtime/session/refuseFolder.js';
import { waitForState } from '../runtime/session/waitForState.js';
import { print, printError } from '../text/print.js';
import { untilInterrupted } from '../untilInterrupted.js';

const help = `
Songs are dealt into folds; for each a network is taught by the other folds, and it alone judges the songs of its own. --from begins with a model too, as mashstream train
has made it (its checkpoint lies beside it), at each --rate, and judges by that model as it is. --sizes adds models that were taught by fewer songs: the learning curve. Fold models
stay in --out, and after an interruption the same command goes on. PreMixNet and PostMixNet are taught by examples of the same songs, once for each of --labels: two classes
with lsro, pseudo-labels or none for matched mashups, or infonce. Needs TensorFlow.js: npm run setup:train.

Example:
  ${programName()} crossvalidate --data data --folds 5 --from models/mine --sizes 10,20,40 --out folds`;

interface Flags extends FoldTexts, Readonly<Record<string, unknown>> {
  readonly out: string;
  readonly seed: string;
  readonly json?: boolean;
}

/** mashstream crossvalidate: what a network learns of analysed songs, told by songs that it did not hear. */
export function crossvalidateCommand(): Command {
  const command = new Command('crossvalidate')
    .summary('measure what a network learns of your songs, by folds over songs')
    .description(
      'Trains networks on folds of analysed songs, and judges each song by one that did not hear it.',
    )
    .requiredOption('--out <folder>', 'where fold models and the tables are written')
    .option('--folds <n>', 'parts that the songs are dealt into', '5')
    .option('--sizes <numbers>', 'songs to train on, with commas, beside all of them')
    .option('--from <folder>', 'a model to begin with as well')
    .option('--rate <numbers>', 'learning rates at which to go on from it, with commas (default: 1e-3)')
    .option('--steps <n>', 'steps of each model at most', '300')
    .option('--songs <n>', 'songs of a batch', '48')
    .option('--network <name>', `dualnet, ${mixNetworks.join(' or ')}`, 'dualnet')
    .option('--examples <folder>', 'what the paper’s networks hear of the songs (mashstream examples)')
    .option('--width <share>', 'of the paper’s networks: 1, 1/2, 1/4 or 1/8 of their filters', '1/8')
    .option(
      '--input <name>',
      `what the paper’s networks hear: ${mixInputs.join(', ')} (spectrograms of half semitones)`,
      'mel',
    )
    .option(
      '--labels <names>',
      'how the paper’s networks are taught, one after the other',
      teachings.join(','),
    )
    .option('--seed <word>', 'names the random draws: same seed, same draws', '1')
    .option('--json', 'write JSON lines, for programs')
    .addHelpText('after', help);
  addSettings(command, ['data']);
  return command.action(async (flags: Flags) => {
    process.exitCode = await crossvalidate(flags);
  });
}

async function crossvalidate(flags: Flags): Promise<ExitCode> {
  const { out: outText, seed, json = false, data, config: file } = flags;
  const config = configOf({ data, config: file });
  const wanted = foldFlags(flags);
  const variants = foldVariants(wanted);
  const examples = flags.examples === undefined ? [] : await readExamples(flags.examples);
  const out = resolve(outText);
  refuseFolder(out);
  await mkdir(out, { recursive: true });
  const state = await waitForState(config, 'look');
  const lock = takeRunLock(join(out, 'folds.lock'), 'folder for fold models');
  const trainer = tfjsTrainer();
  try {
    const stems = madeStems(featureStore(state.blobs, { stems: Infinity, rows: Infinity }));
    const { clips, notes, problems } = await evaluatedClips(state.catalogue, stems);
    for (const text of notes) note(text, json);
    for (const text of problems) printError(`${text}\n`);
    const run: CrossValidation = {
      ...{ ...wanted, clips, trainer, folder: out, seed, variants, examples },
      tools: { stems, sounds: { ...state, encoder: ffmpegEncoder() } },
      onFold: ({ variant, size, fold }, done, of) =>
        note(`model ${done + 1} of ${of}: ${variant.name}, ${size ?? 'all'} songs, fold ${fold + 1}`, json),
    };
    const results = await untilInterrupted((signal) => crossValidate(run, signal));
    if (!results) return exitCodes.interrupted;
    const tables = foldTables(results);
    await writeFile(join(out, 'folds.md'), tables.map(markdownOf).join('\n'));
    await writeFile(join(out, 'folds.json'), `${JSON.stringify(results, undefined, 2)}\n`);
    if (json) print(`${JSON.stringify({ type: 'folds', ...results })}\n`);
    else print(tables.map(plainOf).join('\n'));
    return problems.length > 0 ? exitCodes.someFailed : exitCodes.done;
  } finally {
    await trainer.close();
    lock.release();
    await state.close();
  }
}

/** All examples of a folder. */
async function readExamples(folder: string): Promise<readonly MixClip[]> {
  const clips: MixClip[] = [];
  for (const path of await findScores([folder], /\.safetensors$/i)) clips.push(...(await readMixShard(path)));
  return clips;
}
