import { appendFile, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { replaceFile } from '../../../adapters/files/replaceFile.js';
import { PipelineError } from '../../../errors.js';
import { pairRetrieval, type PairRetrieval } from '../../../evaluation/pairRetrieval.js';
import type { Trainer, TrainingBegin, TrainingJob } from '../../../ports/trainer.js';
import { jsonOf } from '../../../domain/text/jsonOf.js';
import { outliveDeaths } from './outliveDeaths.js';
import { plotLog } from './plotLog.js';
import { refuseTooFew } from './refuseTooFew.js';
import { bestName, checkpointNames } from './checkpointNames.js';

export interface TrainingRun {
  readonly trainer: Trainer;
  /** Where checkpoints and the log go. */
  readonly folder: string;
  readonly job: Omit<TrainingJob, 'checkpoint'>;
  readonly onBegin?: (begin: TrainingBegin) => void;
  readonly onLine?: (line: TrainingLine) => void;
  /** False: it is to stop in good order, with a checkpoint. Asked after every `perCall` steps (50). */
  readonly goesOn?: () => boolean;
  readonly perCall?: number;
  /** A checkpoint was written after a look. */
  readonly onSaved?: () => Promise<void>;
}

/** A line of the log; losses of steps, and from time to time figures of music apart. */
export interface TrainingLine {
  readonly step: number;
  readonly of: number;
  readonly loss: number;
  readonly stepsPerSecond: number;
  readonly tensors: number;
  readonly megabytes: number;
  readonly validation?: PairRetrieval;
}

export interface TrainedNetwork {
  /** The checkpoint that did best on the validation compositions. */
  readonly best: string;
  readonly step: number;
  readonly reciprocalRank: number;
}

/** Steps between lines of the log at most, and between looks at the validation compositions: a sixteenth of all, within bounds. */
const [mostPerLine, leastLook, mostLook] = [50, 20, 250];
const lookEvery = (steps: number): number => Math.min(mostLook, Math.max(leastLook, Math.round(steps / 16)));
/** After so many looks without a gain it ends. */
const patience = 8;

const bestSchema = z.object({ step: z.number(), reciprocalRank: z.number() });
type Best = Readonly<z.infer<typeof bestSchema>>;

/**
 * Trains until all steps are made, or the validation compositions gain no more; goes on where a run before ended, however it ended. Files in the folder: `last` and
 * `best` checkpoints, log.jsonl and a picture of it, log.svg, new at each look. Error `aborted` where it was asked to stop.
 */
export const trainNetwork = (run: TrainingRun, signal?: AbortSignal): Promise<TrainedNetwork> =>
  outliveDeaths(() => trainOnce(run, signal), signal);

async function trainOnce(
  { trainer, folder, job, onBegin, onLine, onSaved, goesOn, perCall = mostPerLine }: TrainingRun,
  signal?: AbortSignal,
): Promise<TrainedNetwork> {
  const [last, bestPath] = [join(folder, checkpointNames.last), join(folder, checkpointNames.best)];
  const bestFacts = join(folder, bestName);
  const begin = await trainer.open({ ...job, checkpoint: last }, signal);
  onBegin?.(begin);
  refuseTooFew(begin);
  const perLook = lookEvery(job.steps);
  let best = await readBest(folder);
  const look = async (step: number): Promise<PairRetrieval> => {
    const validation = pairRetrieval(await trainer.scores('validation', signal));
    const { reciprocalRank } = validation;
    if (!best || reciprocalRank > best.reciprocalRank) {
      best = { step, reciprocalRank };
      await trainer.save(bestPath, { reciprocalRank: String(reciprocalRank) }, signal);
      await writeBest(bestFacts, best);
    }
    return validation;
  };
  // Where what did best is lost, it is the best of what comes.
  if (!best && begin.step > 0) await look(begin.step);
  for (let step = begin.step; step < job.steps && !isOver(best, step, perLook);) {
    const count = Math.min(perCall, perLook - (step % perLook), job.steps - step);
    const made = await trainer.advance(count, signal);
    step = made.step;
    if (!Number.isFinite(made.loss)) throw diverged(step);
    const line = {
      ...{ step, of: job.steps, loss: made.loss, tensors: made.tensors },
      stepsPerSecond: count / made.seconds,
      megabytes: made.bytes / 1e6,
    };
    const looks = step % perLook === 0 || step >= job.steps;
    const validation = looks ? await look(step) : undefined;
    const stops = goesOn?.() === false;
    if (looks || stops) await trainer.save(last, {}, signal);
    if (stops) throw new PipelineError('aborted', 'Training: it was asked to stop, and goes on from here.');
    if (looks) await onSaved?.();
    await tell(folder, { ...line, ...(validation && { validation }) }, onLine);
    if (looks) await plotLog(folder);
  }
  if (!best) throw new PipelineError('internal', 'Training: it ended before the first look at its figures.');
  return { best: bestPath, ...best };
}

const diverged = (step: number): PipelineError =>
  new PipelineError(
    'internal',
    `Training: at step ${step} the loss is no number any more. Try another --seed, or more --songs.`,
  );

const isOver = (best: Best | undefined, step: number, perLook: number): boolean =>
  best !== undefined && step - best.step >= patience * perLook;

async function tell(folder: string, line: TrainingLine, onLine: TrainingRun['onLine']): Promise<void> {
  await appendFile(join(folder, 'log.jsonl'), `${JSON.stringify(line)}\n`);
  onLine?.(line);
}

/** Undefined where there is none, or only half of it. */
async function readBest(folder: string): Promise<Best | undefined> {
  const there = await stat(join(folder, checkpointNames.best)).catch(() => undefined);
  const text = await readFile(join(folder, bestName), 'utf8').catch(() => '');
  const read = bestSchema.safeParse(jsonOf(text));
  return there && read.success ? read.data : undefined;
}

const writeBest = (path: string, best: Best): Promise<void> =>
  replaceFile(path, (aside) => writeFile(aside, JSON.stringify(best)));
