import { cpus } from 'node:os';
import { basename, join, relative, resolve } from 'node:path';
import { Command } from 'commander';
import { tfjsTrainer } from '../../adapters/tfjs/tfjsTrainer.js';
import { windowsWorker } from '../../adapters/training/windowsWorker.js';
import { durationText } from '../../domain/durationText.js';
import { featuresVersion } from '../../domain/featuresVersion.js';
import type { TrainingBegin } from '../../ports/trainer.js';
import { pairRetrieval, type PairRetrieval } from '../../evaluation/pairRetrieval.js';
import { programName } from '../commandLine.js';
import { exitCodes } from '../exitCodes.js';
import { note } from '../note.js';
import { refuse } from '../refuse.js';
import { exportDual } from '../runtime/training/exportDual.js';
import { findMusic } from '../runtime/training/findMusic.js';
import { makeShards } from '../runtime/training/makeShards.js';
import { trainNetwork, type TrainingLine } from '../runtime/training/trainNetwork.js';
import { print } from '../text/print.js';
import { untilInterrupted } from '../untilInterrupted.js';

const help = `
Of each score (.mxl) windows of 32 beats are heard in which somebody sings and something is played: as a network hears recordings, straight from the notes,
some versions of each with other singers, instruments, tunings and noise. Three compositions of ten are kept apart: one to choose by, two to test on. Everything
made stays in <folder>/work; after an interruption the same command goes on. Needs TensorFlow.js: npm run setup:train.

Example:
  ${programName()} train scores/lieder scores/leadsheets --out models/dualnet --licence "CC0 and public domain"`;

/** What the network counts for in a score, where the fit rule counts for 1. */
const weight = 1;

interface Flags {
  readonly out: string;
  readonly steps: string;
  readonly songs: string;
  readonly versions: string;
  readonly seed: string;
  readonly licence: string;
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
    .option('--licence <name>', 'licence of the scores, which goes with the model', 'unknown')
    .option('--json', 'write JSON lines, for programs')
    .addHelpText('after', help)
    .action(train);
}

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
  const { seed, json = false } = flags;
  const { steps, songs, versions } = counted(
    { steps: flags.steps, songs: flags.songs, versions: flags.versions },
    1,
  );
  const scores = await findMusic(paths);
  if (scores.length === 0) refuse([`there is no score (.mxl) in ${paths.join(', ')}`]);
  const folder = join(resolve(flags.out), 'work');
  const cores = cpus().length;
  const [worker, trainer] = [windowsWorker(cores), tfjsTrainer()];
  const ended = await untilInterrupted(async (signal) => {
    const run = {
      ...{ worker, folder: join(folder, 'windows'), seed, versions, together: cores },
      onShard: ({ made, of }: { made: number; of: number }) =>
        tell({ type: 'windows', made, of }, `windows: ${made} of ${of} files`),
      onFailure: (message: string) => note(message, json),
    };
    const shards = await makeShards(scores, run, signal);
    const onLine = (line: TrainingLine): void => tell({ type: 'step', ...line }, lineText(line));
    const job = { shards, seed, steps, songs };
    let engine = '';
    const onBegin = (begin: TrainingBegin): void => {
      ({ engine } = begin);
      const { train: taught, validation, test } = begin.compositions;
      const text = `compositions: ${taught} to train on, ${validation} to choose by, ${test} to test on · ${engine}`;
      tell({ type: 'begin', ...begin }, text);
    };
    const trained = await trainNetwork({ trainer, folder, job, onBegin, onLine }, signal);
    await trainer.open({ ...job, checkpoint: trained.best }, signal);
    const figures = pairRetrieval(await trainer.scores('test', signal));
    return exportDual(trained.best, resolve(flags.out), {
      ...{ name: 'dualnet', kind: 'dualnet', featuresVersion, weight, figures: { ...figures } },
      data: [
        {
          name: paths.map((path) => basename(path)).join(', '),
          licence: flags.licence,
          compositions: scores.length,
        },
      ],
      training: { seed, steps: trained.step, engine },
    });
  }).finally(() => Promise.all([worker.close(), trainer.close()]));
  if (ended)
    print(
      json
        ? `${JSON.stringify({ type: 'model', ...ended })}\n`
        : `${ended.name} ${ended.version} is in ${relative('.', resolve(flags.out))}\n`,
    );
  process.exitCode = ended ? exitCodes.done : exitCodes.interrupted;

  function tell(line: object, text: string): void {
    if (json) print(`${JSON.stringify(line)}\n`);
    else note(text, false);
  }
}

function lineText({ step, of, loss, stepsPerSecond, validation }: TrainingLine): string {
  const left = durationText((of - step) / stepsPerSecond);
  const apart = validation ? ` · apart ${figuresText(validation)}` : '';
  return `step ${step} of ${of} · loss ${loss.toFixed(3)} · ${left} left${apart}`;
}

const figuresText = ({ harmonyOfVoice, voiceOfHarmony, reciprocalRank }: PairRetrieval): string =>
  `${harmonyOfVoice.mean.toFixed(3)} / ${voiceOfHarmony.mean.toFixed(3)}, reciprocal rank ${reciprocalRank.toFixed(3)}`;
