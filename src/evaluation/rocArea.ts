/**
 * Area under the ROC curve of one right answer among wrong ones: the chance that it scores above one of them, ties counted by half (Mann and
 * Whitney's U, normalised). NaN where there are none.
 */
export function rocArea(right: number, wrong: readonly number[]): number {
  let below = 0;
  for (const score of wrong) below += score < right ? 1 : score === right ? 0.5 : 0;
  return below / wrong.length;
}

/** Rank of a right answer among wrong ones, 1 is best; of those that tie it stands in the middle. */
export const rankAmong = (right: number, wrong: readonly number[]): number =>
  1 + (1 - rocArea(right, wrong)) * wrong.length;

/**
 * Mean reciprocal rank to be expected among `count` wrong answers drawn from as many as are like those found: each scores above the right one
 * with the same chance, so the number above is binomial, and E[1 / (1 + k)] = (1 − (1 − p)^(n + 1)) / ((n + 1) p).
 */
export function expectedReciprocalRank(area: number, count: number): number {
  const above = 1 - area;
  return above <= 0 ? 1 : (1 - (1 - above) ** (count + 1)) / ((count + 1) * above);
}
