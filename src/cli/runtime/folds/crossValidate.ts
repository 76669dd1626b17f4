import { join, resolve } from 'node:path';
import { fitScorer } from '../../../adapters/rules/fitScorer.js';
import { amuScorer } from '../../../adapters/rules/amuScorer.js';
import { readModel } from '../../../adapters/networks/modelFolder.js';
import { PipelineError } from '../../../errors.js';
import type { EvaluatedClip } from '../../../evaluation/evaluatedClip.js';
import type { Scorer } from '../../../ports/scorer.js';
import type { Trainer } from '../../../ports/trainer.js';
import { unwarpedStems, type MadeStems } from '../evaluating/madeStems.js';
import { checkpointNames } from '../training/checkpointNames.js';
import { dualNetScorer } from '../wiring/dualNetScorer.js';
import { foldPlan, type Beginning, type PlannedFold } from './foldPlan.js';
import { foldWindows, hasPair } from './foldWindows.js';
import { judgeFolds, type FoldFigures, type FoldJudging, type ScorerFor } from './judgeFolds.js';
import { trainFold } from './trainFold.js';

export interface CrossValidation {
  readonly clips: readonly EvaluatedClip[];
  readonly stems: MadeStems;
  readonly trainer: Trainer;
  /** Where fold models go. */
  readonly folder: string;
  readonly folds: number;
  /** Points of the learning curve below all songs. */
  readonly sizes: readonly number[];
  readonly seed: string;
  readonly steps: number;
  readonly songs: number;
  /** A model's folder to begin with as well, which is judged as it is, too. */
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

/** Trains a model for each beginning, number of songs and fold, and judges each song by those that did not hear it; rules stand beside them. Error `refused-input` where songs are too few. */
export async function crossValidate(run: CrossValidation, signal?: AbortSignal): Promise<FoldResults> {
  const clips = run.clips.filter(({ clip }) => hasPair(clip));
  const songs = [...new Set(clips.map(({ composition }) => composition))];
  refuseTooFew(songs.length, run.folds);
  const beginnings: readonly Beginning[] = run.from === undefined ? ['scratch'] : ['scratch', 'warm'];
  const plan = foldPlan(songs, { ...run, beginnings });
  const models = new Map<PlannedFold, string>();
  for (const [i, fold] of plan.entries()) {
    signal?.throwIfAborted();
    run.onFold?.(fold, i, plan.length);
    models.set(fold, await modelOf(fold, { ...run, clips }, signal));
  }
  const judging = { clips: run.clips, stems: run.stems };
  const rows = [...(await judgeRules(judging, run.from))];
  const first = rows[0].figures;
  for (const group of groupsOf(plan)) rows.push(await judgeGroup(group, models, { ...judging, first }));
  return {
    ...{ clips: clips.length, songs: songs.length, folds: run.folds },
    rows: rows.map(({ figures: { areas, objective }, ...row }) => ({
      ...row,
      figures: { areas, objective },
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
  const { beginning, size = 'all', fold: number, splits } = fold;
  const from = beginning === 'warm' ? run.from : undefined;
  const name = from === undefined ? beginning : `${beginning}-${readModel(from).model.version}`;
  return trainFold(
    {
      ...{ trainer: run.trainer, seed: run.seed, steps: run.steps, songs: run.songs },
      folder: join(resolve(run.folder), `${name}-${size}`, `fold-${number + 1}-of-${run.folds}`),
      windows: await foldWindows(run.clips, run.stems, splits),
      ...(from !== undefined && { weights: checkpointIn(from) }),
    },
    signal,
  );
}

/** What mashstream train leaves beside a model. */
const checkpointIn = (model: string): string => join(resolve(model), 'work', checkpointNames.best);

interface Judged {
  readonly judge: string;
  readonly taught?: number;
  readonly figures: FoldFigures;
}
interface Judging {
  readonly clips: readonly EvaluatedClip[];
  readonly stems: MadeStems;
  readonly first?: FoldFigures;
}

const judge = async (name: string, scorer: Scorer, { clips, stems, first }: Judging): Promise<Judged> => {
  const judging: FoldJudging = { playUnwarped: unwarpedStems(stems), ...(first && { first }) };
  const figures = await judgeFolds(clips, () => scorer, judging).finally(() => scorer.close());
  return { judge: name, figures };
};

/** By ear alone, and the model that folds begin with as it is. */
async function judgeRules(judging: Judging, from: string | undefined): Promise<readonly Judged[]> {
  const fit = await judge('fit', fitScorer(judging.stems, { byEarAlone: true }), judging);
  const others = { ...judging, first: fit.figures };
  const amu = await judge('amu', amuScorer(judging.stems), others);
  if (from === undefined) return [fit, amu];
  return [fit, amu, await judge('dualnet, as it came', dualOf(judging.stems, from), others)];
}

/** The network's harmony alone, beside the rule's drums. */
const dualOf = (stems: MadeStems, folder: string): Scorer =>
  dualNetScorer(stems, { folder, byEarAlone: true, weights: { network: 1, harmony: 0 } });

/** Folds of one beginning and number of songs. */
function groupsOf(plan: readonly PlannedFold[]): readonly (readonly PlannedFold[])[] {
  const groups = new Map<string, PlannedFold[]>();
  for (const fold of plan) {
    const name = `${fold.beginning} ${fold.size ?? 'all'}`;
    groups.set(name, [...(groups.get(name) ?? []), fold]);
  }
  return [...groups.values()];
}

const words: Readonly<Record<Beginning, string>> = {
  scratch: 'dualnet, from scratch',
  warm: 'dualnet, from the model',
};

async function judgeGroup(
  group: readonly PlannedFold[],
  models: ReadonlyMap<PlannedFold, string>,
  { clips, stems, first }: Judging,
): Promise<Judged> {
  const scorers = group.map((fold) => ({ fold, scorer: dualOf(stems, models.get(fold) ?? '') }));
  const scorerFor: ScorerFor = (composition) => {
    const own = scorers.find(({ fold }) => fold.splits.get(composition) === 'test') ?? scorers[0];
    return own.scorer;
  };
  const judging: FoldJudging = { playUnwarped: unwarpedStems(stems), ...(first && { first }) };
  const figures = await judgeFolds(clips, scorerFor, judging).finally(() =>
    Promise.all(scorers.map(({ scorer }) => scorer.close())),
  );
  const taught = group.reduce((sum, fold) => sum + fold.taught, 0) / group.length;
  return { judge: words[group[0].beginning], taught, figures };
}
