import { foldSplits } from '../../../domain/learning/foldSplits.js';
import type { Split } from '../../../domain/learning/split.js';
import { randomFrom } from '../../../domain/random.js';
import { drawSome } from '../../../evaluation/drawSome.js';

/** How fold models begin: with weights drawn at random, or those of a model. */
export const beginnings = ['scratch', 'warm'] as const;
export type Beginning = (typeof beginnings)[number];

/** One model to train: what it is tested on, and what it is taught. */
export interface PlannedFold {
  readonly beginning: Beginning;
  /** Songs to train on at most; undefined: all that the fold has. */
  readonly size: number | undefined;
  readonly fold: number;
  /** Of each song; one that is left out is not heard at all. */
  readonly splits: ReadonlyMap<string, Split>;
  readonly taught: number;
}

export interface FoldPlanOptions {
  readonly folds: number;
  readonly beginnings: readonly Beginning[];
  /** Points of the learning curve below all songs. */
  readonly sizes: readonly number[];
}

/** Every beginning with every number of songs in every fold; fewer songs are some of those of more. Sizes that a fold does not have are left out. */
export function foldPlan(
  songs: readonly string[],
  { folds, beginnings: begun, sizes }: FoldPlanOptions,
): readonly PlannedFold[] {
  const all = Array.from({ length: folds }, (_, fold) => ({
    fold,
    splits: foldSplits(songs, { fold, of: folds }),
  }));
  return begun.flatMap((beginning) =>
    [...sizes.toSorted((a, b) => a - b), undefined].flatMap((size) =>
      all.flatMap(({ fold, splits }): readonly PlannedFold[] => {
        const train = [...splits].flatMap(([song, split]) => (split === 'train' ? song : [])).toSorted();
        if (size !== undefined && size >= train.length) return [];
        const kept = new Set(drawSome(train, size ?? train.length, randomFrom('fold', String(fold))));
        const own = new Map([...splits].filter(([song, split]) => split !== 'train' || kept.has(song)));
        return [{ beginning, size, fold, splits: own, taught: kept.size }];
      }),
    ),
  );
}
