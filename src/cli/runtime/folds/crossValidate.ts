import { join, resolve } from 'node:path';
import { fitScorer } from '../../../adapters/rules/fitScorer.js';
import { amuScorer } from '../../../adapters/rules/amuScorer.js';
import { PipelineError } from '../../../errors.js';
import type { EvaluatedClip } from '../../../evaluation/evaluatedClip.js';
import type { MixClip } from '../../../model/training/mixClip.js';
import type { Trainer } from '../../../ports/trainer.js';
import type { JudgingScorer } from '../evaluating/judgingScorer.js';
import { unwarpedStems } from '../evaluating/madeStems.js';
import { examplesMusic, windowsMusic, type FoldMusic } from './foldMusic.js';
import { foldPlan, type FoldVariant, type PlannedFold } from './foldPlan.js';
import { foldScorer, type FoldTools } from './foldScorers.js';
import { foldWindows, hasPair } from './foldWindows.js';
import { judgeFolds, type FoldFigures, type FoldJudging } from './judgeFolds.js';
import { trainFold } from './trainFold.js';

export interface CrossValidation {
  readonly clips: readonly EvaluatedClip[];
  readonly tools: FoldTools;
  readonly trainer: Trainer;
  /** Where fold models go. */
  readonly folder: string;
  readonly folds: number;
  readonly variants: readonly FoldVariant[];
  /** The clips as the paper's networks hear them; only such as have an example are taught. */
  readonly examples: readonly MixClip[];
  /** Points of the learning curve below all songs. */
  readonly sizes: readonly number[];
  readonly seed: string;
  readonly steps: number;
  readonly songs: number;
  /** A model that is judged as it is. */
  readonly from?: string;
  readonly onFold?: (fold: PlannedFold, done: number, of: number) => void;
}

/** A line of the tables. */
export interface FoldRow {
  readonly judge: string;
  /** Songs that a model was taught by, mean over the folds; undefined of judges that were taught by none of these. */
  readonly taught?: number;
  readonly figures: Omit<FoldFigures, 'judged'>;
}

export interface FoldResults {
  readonly clips: number;
  readonly songs: number;
  readonly folds: number;
  /** The first is what others are compared with. */
  readonly rows: readonly FoldRow[];
}

const leastSongs = 2;

/** Trains a model for each variant, number of songs and fold, and judges each song by those that did not hear it; rules stand beside them. Error `refused-input` where songs are too few. */
export async function crossValidate(run: CrossValidation, signal?: AbortSignal): Promise<FoldResults> {
  const clips = run.clips.filter(({ clip }) => hasPair(clip));
  const songs = [...new Set(clips.map(({ composition }) => composition))];
  refuseTooFew(songs.length, run.folds);
  const plan = foldPlan(songs, run);
  const models = new Map<PlannedFold, string>();
  for (const [i, fold] of plan.entries()) {
    signal?.throwIfAborted();
    run.onFold?.(fold, i, plan.length);
    models.set(fold, await modelOf(fold, run, signal));
  }
  const rows = [...(await judgeOthers(run))];
  const [{ figures: first }] = rows;
  for (const group of groupsOf(plan)) rows.push(await judgeGroup(group, models, { ...run, first }));
  return {
    ...{ clips: clips.length, songs: songs.length, folds: run.folds },
    rows: rows.map(({ figures: { areas, objectives }, ...row }) => ({
      ...row,
      figures: { areas, objectives },
    })),
  };
}

function refuseTooFew(songs: number, folds: number): void {
  if (songs >= leastSongs * folds) return;
  throw new PipelineError(
    'refused-input',
    `Cross-validation: ${songs} songs have a voice and a harmony that can be trusted, and ${folds} folds need ${leastSongs * folds}. Add songs, or ask for fewer --folds.`,
  );
}

async function modelOf(fold: PlannedFold, run: CrossValidation, signal?: AbortSignal): Promise<string> {
  const { variant, size = 'all', fold: number } = fold;
  const folder = resolve(run.folder);
  return trainFold(
    {
      ...{ variant, trainer: run.trainer, seed: run.seed, steps: run.steps, songs: run.songs },
      folder: join(folder, `${variant.key}-${size}`, `fold-${number + 1}-of-${run.folds}`),
      musicFolder: join(folder, 'music'),
      music: await musicOf(fold, run),
    },
    signal,
  );
}

const musicOf = async (
  { variant, splits }: PlannedFold,
  { clips, examples, tools }: CrossValidation,
): Promise<FoldMusic> =>
  variant.mix
    ? examplesMusic(examples, splits, variant.mix.input)
    : windowsMusic(await foldWindows(clips, tools.stems, splits));

interface Judged {
  readonly judge: string;
  readonly taught?: number;
  readonly figures: FoldFigures;
}
interface Judging extends Pick<CrossValidation, 'clips' | 'tools'> {
  readonly first?: FoldFigures;
}

const judgingOf = ({ tools: { stems }, first }: Judging): FoldJudging => ({
  playUnwarped: unwarpedStems(stems),
  ...(first && { first }),
});

async function judge(name: string, judging: JudgingScorer, of: Judging): Promise<Judged> {
  const figures = judgeFolds(of.clips, () => judging, judgingOf(of));
  return { judge: name, figures: await figures.finally(() => judging.scorer.close()) };
}

/** Rules by ear alone, and the model as it is. */
async function judgeOthers({ clips, tools, from }: CrossValidation): Promise<readonly Judged[]> {
  const { stems } = tools;
  const fit = await judge(
    'fit',
    { scorer: fitScorer(stems, { byEarAlone: true }), pairs: true },
    { clips, tools },
  );
  const beside = { clips, tools, first: fit.figures };
  const amu = await judge('amu', { scorer: amuScorer(stems), pairs: true }, beside);
  if (from === undefined) return [fit, amu];
  return [fit, amu, await judge('the model as it came', foldScorer(from, tools), beside)];
}

/** Folds of one variant and number of songs. */
function groupsOf(plan: readonly PlannedFold[]): readonly (readonly PlannedFold[])[] {
  const groups = new Map<string, PlannedFold[]>();
  for (const fold of plan) {
    const name = `${fold.variant.key} ${fold.size ?? 'all'}`;
    groups.set(name, [...(groups.get(name) ?? []), fold]);
  }
  return [...groups.values()];
}

async function judgeGroup(
  group: readonly PlannedFold[],
  models: ReadonlyMap<PlannedFold, string>,
  of: Judging,
): Promise<Judged> {
  const scorers = group.map((fold) => ({
    ...{ splits: fold.splits, judging: foldScorer(models.get(fold) ?? '', of.tools) },
  }));
  const scorerFor = (composition: string): JudgingScorer =>
    (scorers.find(({ splits }) => splits.get(composition) === 'test') ?? scorers[0]).judging;
  const figures = await judgeFolds(of.clips, scorerFor, judgingOf(of)).finally(() =>
    Promise.all(scorers.map(({ judging }) => judging.scorer.close())),
  );
  const taught = group.reduce((sum, fold) => sum + fold.taught, 0) / group.length;
  return { judge: group[0].variant.name, taught, figures };
}
