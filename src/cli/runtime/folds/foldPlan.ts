import { foldSplits } from '../../../domain/learning/foldSplits.js';
import type { MixTraining } from '../../../domain/learning/mixTraining.js';
import type { Split } from '../../../domain/learning/split.js';
import { randomFrom } from '../../../domain/random.js';
import { drawSome } from '../../../evaluation/drawSome.js';

/** How the models of a row of the tables are taught. */
export interface FoldVariant {
  /** In tables. */
  readonly name: string;
  /** Of its folder. */
  readonly key: string;
  /** A checkpoint to begin with; left out: weights drawn at random. */
  readonly weights?: string;
  /** Learning rate; left out: that of a network that begins with nothing. */
  readonly rate?: number;
  /** One of the paper's networks; left out: DualNet. */
  readonly mix?: MixTraining;
}

/** One model to train: what it is tested on, and what it is taught. */
export interface PlannedFold {
  readonly variant: FoldVariant;
  /** Songs to train on at most; undefined: all that the fold has. */
  readonly size: number | undefined;
  readonly fold: number;
  /** Of each song; one that is left out is not heard at all. */
  readonly splits: ReadonlyMap<string, Split>;
  readonly taught: number;
}

export interface FoldPlanOptions {
  readonly folds: number;
  readonly variants: readonly FoldVariant[];
  /** Points of the learning curve below all songs. */
  readonly sizes: readonly number[];
}

/** Every variant with every number of songs in every fold; fewer songs are some of those of more. Sizes that a fold does not have are left out. */
export function foldPlan(
  songs: readonly string[],
  { folds, variants, sizes }: FoldPlanOptions,
): readonly PlannedFold[] {
  const all = Array.from({ length: folds }, (_, fold) => ({
    fold,
    splits: foldSplits(songs, { fold, of: folds }),
  }));
  return variants.flatMap((variant) =>
    [...sizes.toSorted((a, b) => a - b), undefined].flatMap((size) =>
      all.flatMap(({ fold, splits }): readonly PlannedFold[] => {
        const train = [...splits].flatMap(([song, split]) => (split === 'train' ? song : [])).toSorted();
        if (size !== undefined && size >= train.length) return [];
        const kept = new Set(drawSome(train, size ?? train.length, randomFrom('fold', String(fold))));
        const own = new Map([...splits].filter(([song, split]) => split !== 'train' || kept.has(song)));
        return [{ variant, size, fold, splits: own, taught: kept.size }];
      }),
    ),
  );
}
