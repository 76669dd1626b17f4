/** A score with who took part in it, by name. */
export interface Observation<F extends string> {
  readonly factors: Readonly<Record<F, string>>;
  readonly value: number;
}

const rounds = 50;

/**
 * How much of the variance of scores each factor explains by its own mean effect, and what is left: an additive model fitted by backfitting
 * (least squares, any design). Shares of the total variance; they may add up to more than 1 − rest where factors go together.
 */
export function varianceShares<F extends string>(
  observations: readonly Observation<F>[],
  factors: readonly F[],
): Readonly<Record<F | 'rest', number>> {
  const mean = observations.reduce((sum, { value }) => sum + value, 0) / observations.length;
  const rest = observations.map(({ value }) => value - mean);
  const total = meanSquare(rest);
  const effects = factors.map(() => new Map<string, number>());
  for (let round = 0; round < rounds; round += 1)
    factors.forEach((factor, f) => {
      const names = observations.map((each) => each.factors[factor]);
      const moved = meansBy(names, rest);
      names.forEach((name, i) => (rest[i] -= moved.get(name) ?? 0));
      for (const [name, by] of moved) effects[f].set(name, (effects[f].get(name) ?? 0) + by);
    });
  const shares = factors.map((factor, f) => {
    const values = observations.map((each) => effects[f].get(each.factors[factor]) ?? 0);
    return [factor, variance(values) / total] as const;
  });
  return Object.fromEntries([...shares, ['rest', meanSquare(rest) / total]]) as Record<F | 'rest', number>; // one entry for each
}

function meansBy(names: readonly string[], values: readonly number[]): ReadonlyMap<string, number> {
  const sums = new Map<string, { sum: number; count: number }>();
  names.forEach((name, i) => {
    const { sum, count } = sums.get(name) ?? { sum: 0, count: 0 };
    sums.set(name, { sum: sum + values[i], count: count + 1 });
  });
  return new Map([...sums].map(([name, { sum, count }]) => [name, sum / count]));
}

const meanSquare = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value * value, 0) / values.length;

function variance(values: readonly number[]): number {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  return meanSquare(values.map((value) => value - mean));
}
