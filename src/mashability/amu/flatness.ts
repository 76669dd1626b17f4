/**
 * Spectral balance of three band totals: 1 − standard deviation of their shares (Davies et al. 2014): 1 where all are equal,
 * 0.5286 where one has all; 0 for silence, which balances nothing.
 */
export function flatness(low: number, middle: number, high: number): number {
  const sum = low + middle + high;
  if (!(sum > 0)) return 0;
  const spread = (low / sum - 1 / 3) ** 2 + (middle / sum - 1 / 3) ** 2 + (high / sum - 1 / 3) ** 2;
  return 1 - Math.sqrt(spread / 3);
}
