import { mkdir } from 'node:fs/promises';
import { cpus } from 'node:os';
import { basename, join, relative, resolve } from 'node:path';
import { Command } from 'commander';
import { takeRunLock } from '../../adapters/sqlite/lock/takeRunLock.js';
import { tfjsTrainer } from '../../adapters/tfjs/tfjsTrainer.js';
import { windowsWorker } from '../../adapters/training/windowsWorker.js';
import { durationText } from '../../domain/durationText.js';
import type { TrainingBegin } from '../../ports/trainer.js';
import type { PairRetrieval } from '../../evaluation/pairRetrieval.js';
import { programName } from '../commandLine.js';
import { exitCodes } from '../exitCodes.js';
import { note } from '../note.js';
import { refuse } from '../refuse.js';
import { refuseFolder } from '../runtime/session/refuseFolder.js';
import { findMusic } from '../runtime/training/findMusic.js';
import { trainDual, type DualRun } from '../runtime/training/trainDual.js';
import type { TrainingLine } from '../runtime/training/trainNetwork.js';
import { print } from '../text/print.js';
import { untilInterrupted } from '../untilInterrupted.js';

const help = `
Of each score (.mxl) windows of 32 beats are heard in which somebody sings and something is played: as a network hears recordings, straight from the notes,
some versions of each with other singers, instruments, tunings and noise. Three compositions of ten are kept apart: one to choose by, two to test on. Everything
made stays in <folder>/work; after an interruption the same command goes on. Needs TensorFlow.js: npm run setup:train.

Example:
  ${programName()} train scores/lieder scores/leadsheets --out models/mine --licence CC0-1.0 --licence "public domain"`;

interface Flags {
  readonly out: string;
  readonly steps: string;
  readonly songs: string;
  readonly versions: string;
  readonly seed: string;
  readonly licence?: readonly string[];
  readonly json?: boolean;
}

/** mashstream train: a network from scores. */
export function trainCommand(): Command {
  return new Command('train')
    .summary('teach a network which parts belong together')
    .description('Trains DualNet on scores of songs: which accompaniment was written for a voice.')
    .argument('<scores...>', 'MusicXML files (.mxl) and folders of them')
    .requiredOption('--out <folder>', 'where the model is written')
    .option('--steps <n>', 'steps at most', '4000')
    .option('--songs <n>', 'songs of a batch', '48')
    .option('--versions <n>', 'recordings of each score', '3')
    .option('--seed <word>', 'names the random draws: same seed, same draws', '1')
    .option(
      '--licence <name>',
      'licence of the scores, which goes with the model: one for all, or one for each place in turn (default: unknown)',
      collect,
    )
    .option('--json', 'write JSON lines, for programs')
    .addHelpText('after', help)
    .action(train);
}

const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

/** Whole numbers from `least` on. */
function counted(flags: Readonly<Record<string, string>>, least: number): Readonly<Record<string, number>> {
  const wrong = Object.entries(flags).filter(
    ([, text]) => !(Number.isInteger(Number(text)) && Number(text) >= least),
  );
  if (wrong.length > 0)
    refuse(wrong.map(([name, text]) => `--${name}: must be a whole number from ${least} (given: ${text})`));
  return Object.fromEntries(Object.entries(flags).map(([name, text]) => [name, Number(text)]));
}

async function train(paths: readonly string[], flags: Flags): Promise<void> {
  const { seed, licence: licences = ['unknown'], json = false } = flags;
  const { steps, songs, versions } = counted(
    { steps: flags.steps, songs: flags.songs, versions: flags.versions },
    1,
  );
  if (licences.length !== 1 && licences.length !== paths.length)
    refuse([`--licence: name one for all scores, or one for each of the ${paths.length} places in turn`]);
  const scores = await findMusic(paths);
  if (scores.length === 0) refuse([`there is no score (.mxl) in ${paths.join(', ')}`]);
  const out = resolve(flags.out);
  refuseFolder(out);
  await mkdir(out, { recursive: true });
  const lock = takeRunLock(join(out, 'train.lock'), 'folder for a model');
  const together = cpus().length;
  const [worker, trainer] = [windowsWorker(together), tfjsTrainer()];
  const tell = (type: string, line: object, text: string): void =>
    json ? print(`${JSON.stringify({ type, ...line })}\n`) : note(text, false);
  const data = paths.map((path, place) => ({
    source: path,
    name: basename(path),
    licence: licences[place] ?? licences[0],
  }));
  const run: DualRun = {
    ...{ worker, trainer, scores, data, out, seed, steps, songs, versions, together },
    onShard: (done) => tell('windows', done, `windows: ${done.made} of ${done.of} files`),
    onFailure: (message) => note(message, json),
    onBegin: (begin) => tell('begin', begin, beginText(begin)),
    onLine: (line) => tell('step', line, lineText(line)),
  };
  const model = await untilInterrupted((signal) => trainDual(run, signal))
    .finally(() => Promise.all([worker.close(), trainer.close()]))
    .finally(() => lock.release());
  const where = relative('.', out);
  if (model) tell('model', model, `${model.name} ${model.version} is in ${where}`);
  process.exitCode = model ? exitCodes.done : exitCodes.interrupted;
}

const beginText = ({
  compositions: { train: taught, validation, test },
  engine,
  step,
}: TrainingBegin): string =>
  `compositions: ${taught} to train on, ${validation} to choose by, ${test} to test on · ${engine}${step > 0 ? ` · goes on at step ${step}` : ''}`;

function lineText({ step, of, loss, stepsPerSecond, validation }: TrainingLine): string {
  const left = durationText((of - step) / stepsPerSecond);
  const apart = validation ? ` · apart ${figuresText(validation)}` : '';
  return `step ${step} of ${of} · loss ${loss.toFixed(3)} · ${left} left${apart}`;
}

const figuresText = ({ harmonyOfVoice, voiceOfHarmony, reciprocalRank }: PairRetrieval): string =>
  `${harmonyOfVoice.mean.toFixed(3)} / ${voiceOfHarmony.mean.toFixed(3)}, reciprocal rank ${reciprocalRank.toFixed(3)}`;
