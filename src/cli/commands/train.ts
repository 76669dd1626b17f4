import { mkdir } from 'node:fs/promises';
import { cpus } from 'node:os';
import { basename, join, relative, resolve } from 'node:path';
import { Command } from 'commander';
import { takeRunLock } from '../../adapters/sqlite/lock/takeRunLock.js';
import { tfjsTrainer } from '../../adapters/tfjs/tfjsTrainer.js';
import { windowsWorker } from '../../adapters/training/windowsWorker.js';
import { durationText } from '../../domain/durationText.js';
import { labelRules, mixInputs, mixLosses, mixNetworks } from '../../domain/learning/mixTraining.js';
import type { Model } from '../../domain/learning/model.js';
import type { TrainingBegin } from '../../ports/trainer.js';
import type { PairRetrieval } from '../../evaluation/pairRetrieval.js';
import { programName } from '../commandLine.js';
import { exitCodes } from '../exitCodes.js';
import { note } from '../note.js';
import { refuse } from '../refuse.js';
import { refuseFolder } from '../runtime/session/refuseFolder.js';
import { findScores } from '../runtime/synthesizing/findScores.js';
import { findMusic } from '../runtime/training/findMusic.js';
import { trainDual, type DualRun } from '../runtime/training/trainDual.js';
import { trainMix } from '../runtime/training/trainMix.js';
import type { TrainingLine } from '../runtime/training/trainNetwork.js';
import { counted, mixFlags, type MixFlags } from '../training/trainFlags.js';
import { print } from '../text/print.js';
import { untilInterrupted } from '../untilInterrupted.js';

const help = `
Of each score (.mxl) windows of 32 beats are heard in which somebody sings and something is played: as a network hears recordings, straight from the notes,
some versions of each with other singers, instruments, tunings and noise. Three compositions of ten are kept apart: one to choose by, two to test on. Everything
made stays in <folder>/work; after an interruption the same command goes on. Needs TensorFlow.js: npm run setup:train.

The paper's networks, PreMixNet and PostMixNet, are taught by examples of analysed songs (${programName()} examples). --labels is what matched examples, of which
nobody knows whether they fit, are taught as: bad and good by halves (lsro), what the network takes them for (pseudo), or nothing (none). --loss is
the paper's two classes, or InfoNCE, by which each part picks its own among those of all songs of a batch, or both.

Examples:
  ${programName()} train scores/lieder scores/leadsheets --out models/mine --licence CC0-1.0 --licence "public domain"
  ${programName()} train --network premixnet --width 1/8 --loss both examples --out models/premixnet`;

interface Flags {
  readonly out: string;
  readonly network: string;
  readonly width: string;
  readonly labels: string;
  readonly loss: string;
  readonly input: string;
  readonly rate?: string;
  readonly steps?: string;
  readonly songs?: string;
  readonly versions: string;
  readonly seed: string;
  readonly licence?: readonly string[];
  readonly json?: boolean;
}

/** mashstream train: a network from scores or from examples. */
export function trainCommand(): Command {
  return new Command('train')
    .summary('teach a network which parts belong together')
    .description(
      'Trains DualNet on scores of songs: which accompaniment was written for a voice; or the paper’s networks on examples of recordings.',
    )
    .argument('<music...>', 'scores (.mxl), or examples (.safetensors), and folders of them')
    .requiredOption('--out <folder>', 'where the model is written')
    .option('--network <name>', `dualnet, ${mixNetworks.join(' or ')}`, 'dualnet')
    .option('--width <share>', 'of the paper’s networks: 1, 1/2, 1/4 or 1/8 of their filters', '1/8')
    .option('--labels <rule>', `of the paper’s networks: ${labelRules.join(', ')}`, 'lsro')
    .option('--loss <name>', `of the paper’s networks: ${mixLosses.join(', ')}`, 'classes')
    .option(
      '--input <name>',
      `of the paper’s networks: what they hear: ${mixInputs.join(', ')} (spectrograms of half semitones)`,
      'mel',
    )
    .option('--rate <number>', 'of the paper’s networks: learning rate (default: 1e-4)')
    .option('--steps <n>', 'steps at most (default: 4000; of the paper’s networks 1500)')
    .option('--songs <n>', 'songs of a batch (default: 48; of PreMixNet 16, of PostMixNet 8)')
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

async function train(paths: readonly string[], flags: Flags): Promise<void> {
  const { json = false } = flags;
  const out = resolve(flags.out);
  refuseFolder(out);
  const mix = flags.network === 'dualnet' ? undefined : mixFlags(flags);
  const make = mix ? await mixOf(paths, out, flags, mix) : await dualOf(paths, out, flags);
  await mkdir(out, { recursive: true });
  const lock = takeRunLock(join(out, 'train.lock'), 'folder for a model');
  const trainer = tfjsTrainer();
  const tell: Tell = (type, line, text) =>
    json ? print(`${JSON.stringify({ type, ...line })}\n`) : note(text, false);
  const told = {
    onBegin: (begin: TrainingBegin) => tell('begin', begin, beginText(begin)),
    onLine: (line: TrainingLine) => tell('step', line, lineText(line)),
  };
  const model = await untilInterrupted((signal) => make({ trainer, ...told }, tell, signal))
    .finally(() => trainer.close())
    .finally(() => lock.release());
  const where = relative('.', out);
  if (model) tell('model', model, `${model.name} ${model.version} is in ${where}`);
  process.exitCode = model ? exitCodes.done : exitCodes.interrupted;
}

type Tell = (type: string, line: object, text: string) => void;
type Make = (
  told: Pick<DualRun, 'trainer' | 'onBegin' | 'onLine'>,
  tell: Tell,
  signal: AbortSignal,
) => Promise<Model>;

/** DualNet of scores. */
async function dualOf(paths: readonly string[], out: string, flags: Flags): Promise<Make> {
  const { seed, json = false } = flags;
  const { steps, songs, versions } = counted(
    { steps: flags.steps ?? '4000', songs: flags.songs ?? '48', versions: flags.versions },
    1,
  );
  const scores = await findMusic(paths);
  if (scores.length === 0) refuse([`there is no score (.mxl) in ${paths.join(', ')}`]);
  const together = cpus().length;
  const licences = licencesOf(flags, paths);
  const data = paths.map((path, place) => ({
    source: path,
    name: basename(path),
    licence: licences[place],
  }));
  return async (told, tell, signal) => {
    const worker = windowsWorker(together);
    const run: DualRun = {
      ...{ ...told, worker, scores, data, out, seed, steps, songs, versions, together },
      onShard: (done) => tell('windows', done, `windows: ${done.made} of ${done.of} files`),
      onFailure: (message) => note(message, json),
    };
    return trainDual(run, signal).finally(() => worker.close());
  };
}

/** One of the paper's networks, of examples. */
async function mixOf(
  paths: readonly string[],
  out: string,
  flags: Flags,
  { rate, ...mix }: MixFlags,
): Promise<Make> {
  const { seed } = flags;
  const songsOf = { premixnet: '16', postmixnet: '8' } as const;
  const { steps, songs } = counted(
    { steps: flags.steps ?? '1500', songs: flags.songs ?? songsOf[mix.network] },
    1,
  );
  const shards = await findScores(paths, /\.safetensors$/i);
  if (shards.length === 0) refuse([`there are no examples (.safetensors) in ${paths.join(', ')}`]);
  const licences = [...new Set(licencesOf(flags, paths))];
  const data = { name: paths.map((path) => basename(path)).join(', '), licence: licences.join(', ') };
  return (told, _, signal) =>
    trainMix(
      { ...told, shards, mix, data, out, seed, steps, songs, ...(rate !== undefined && { rate }) },
      signal,
    );
}

/** Of each place. */
function licencesOf({ licence = ['unknown'] }: Flags, paths: readonly string[]): readonly string[] {
  if (licence.length === 1) return paths.map(() => licence[0]);
  if (licence.length !== paths.length)
    refuse([`--licence: name one for all music, or one for each of the ${paths.length} places in turn`]);
  return licence;
}

const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

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
