import { expect, test } from 'vitest';
import { mixPlans } from '../../../src/model/networks/mixPlans.js';
import type { WeightPlan } from '../../../src/model/weights.js';

const countOf = (plans: readonly WeightPlan[]): number =>
  plans
    .filter(({ trained }) => trained)
    .reduce((sum, { shape }) => sum + shape.reduce((all, size) => all * size, 1), 0);

test.each([
  ['premixnet', 3],
  ['postmixnet', 1],
] as const)('a second channel of %s adds to the first convolutions alone', (network, sources) => {
  const plans = (input?: 'semitones' | 'both') => mixPlans({ network, width: 1, ...(input && { input }) });
  const [mel, both] = [plans(), plans('both')];
  expect(plans('semitones')).toEqual(mel);
  // Kernels of 3 × 3, 64 filters.
  expect(countOf(both) - countOf(mel)).toBe(sources * 9 * 64);
  const other = both.filter(({ shape }, i) => shape.join() !== mel[i].shape.join());
  expect(other.map(({ shape }) => shape)).toEqual(Array(sources).fill([3, 3, 2, 64]));
});
