import { randomFrom } from '../domain/random.js';

/** A figure with its uncertainty. */
export interface Estimate {
  readonly mean: number;
  /** Interval of 95 %. */
  readonly low: number;
  readonly high: number;
  /** Values that it is the mean of. */
  readonly count: number;
}

/** Values of one song: they are drawn together, since what one of them is like the others are too. */
export type Groups = ReadonlyMap<string, readonly number[]>;

const draws = 2000;

/**
 * Mean of all values and the percentile interval of a bootstrap over groups (Efron), the same for the same values. NaN where there are none.
 */
export function bootstrapMean(groups: Groups): Estimate {
  const sums = [...groups.values()]
    .filter((values) => values.length > 0)
    .map((values) => ({ sum: values.reduce((a, b) => a + b, 0), count: values.length }));
  const meanOf = (chosen: readonly { readonly sum: number; readonly count: number }[]): number => {
    let [sum, count] = [0, 0];
    for (const each of chosen) [sum, count] = [sum + each.sum, count + each.count];
    return sum / count;
  };
  const random = randomFrom('bootstrap');
  const means = Float64Array.from({ length: sums.length > 0 ? draws : 0 }, () =>
    meanOf(sums.map(() => sums[random.int(sums.length)])),
  ).sort();
  const at = (share: number): number => means[Math.floor(share * (means.length - 1))] ?? NaN;
  const count = sums.reduce((total, each) => total + each.count, 0);
  return { mean: meanOf(sums), low: at(0.025), high: at(0.975), count };
}

/** Values by the group of each; those that are NaN are left out. */
export function grouped<T>(
  items: readonly T[],
  groupOf: (item: T) => string,
  valueOf: (item: T) => number,
): Groups {
  const groups = new Map<string, number[]>();
  for (const item of items) {
    const value = valueOf(item);
    if (Number.isNaN(value)) continue;
    const values = groups.get(groupOf(item)) ?? [];
    values.push(value);
    groups.set(groupOf(item), values);
  }
  return groups;
}
