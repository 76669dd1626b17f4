import { expect, it } from 'vitest';
import { posteriorOf } from '../../src/domain/learning/calibration.js';
import { randomFrom } from '../../src/domain/random.js';
import { plattFit } from '../../src/evaluation/plattFit.js';

/** Scores of which each is good with the chance that the sigmoid says. */
function logistic(
  count: number,
  { a, b, from = -3, to = 5 }: { a: number; b: number; from?: number; to?: number },
) {
  const random = randomFrom('logistic');
  const [right, wrong]: [number[], number[]] = [[], []];
  for (let i = 0; i < count; i += 1) {
    const score = random.range(from, to);
    (random.next() < posteriorOf({ a, b }, score) ? right : wrong).push(score);
  }
  return { right, wrong };
}

it('finds the sigmoid that labels were drawn by, where both classes are as many', () => {
  const made = logistic(40_000, { a: -2, b: 2 });
  const fitted = plattFit(made);
  expect(fitted?.a).toBeCloseTo(-2, 1);
  expect(fitted?.b).toBeCloseTo(2, 1);
});

it('is the same for scores on any scale', () => {
  const made = logistic(500, { a: -2, b: 1 });
  const plain = plattFit(made);
  const small = plattFit({
    right: made.right.map((x) => x * 1e-4 + 7),
    wrong: made.wrong.map((x) => x * 1e-4 + 7),
  });
  if (!plain || !small) throw new Error('it was not fitted');
  expect(posteriorOf(small, 0.8e-4 + 7)).toBeCloseTo(posteriorOf(plain, 0.8), 5);
});

it('is at a minimum: the slopes of the balanced likelihood vanish', () => {
  const { right, wrong } = logistic(300, { a: -1, b: 3 });
  const fitted = plattFit({ right, wrong });
  if (!fitted) throw new Error('it was not fitted');
  const [high, low] = [(right.length + 1) / (right.length + 2), 1 / (wrong.length + 2)];
  const slope = (of: (score: number) => number): number =>
    right.reduce((sum, x) => sum + (of(x) * (high - posteriorOf(fitted, x))) / right.length, 0) +
    wrong.reduce((sum, x) => sum + (of(x) * (low - posteriorOf(fitted, x))) / wrong.length, 0);
  expect(slope((x) => x)).toBeCloseTo(0, 5);
  expect(slope(() => 1)).toBeCloseTo(0, 5);
});

it('has 0.5 in the middle however many of each there are', () => {
  const right = Array.from({ length: 10 }, (_, i) => 2 + i / 10);
  const wrong = Array.from({ length: 1000 }, (_, i) => i / 1000);
  const fitted = plattFit({ right, wrong });
  if (!fitted) throw new Error('it was not fitted');
  expect(posteriorOf(fitted, 0.9)).toBeLessThan(0.5);
  expect(posteriorOf(fitted, 2.1)).toBeGreaterThan(0.5);
});

it('stays finite where classes lie apart, and says nothing of scores that are all alike', () => {
  const apart = plattFit({ right: [10, 11, 12], wrong: [-5, -6] });
  expect(Number.isFinite(apart?.a)).toBe(true);
  // As sure as three and two examples allow.
  if (apart) expect(posteriorOf(apart, 11)).toBeCloseTo(4 / 5, 1);
  const alike = plattFit({ right: [1, 1, 1], wrong: [1, 1, 1] });
  if (!alike) throw new Error('it was not fitted');
  expect(posteriorOf(alike, 1)).toBeCloseTo(0.5, 6);
});

it.each([
  ['one class alone', { right: [1, 2, 3], wrong: [] }],
  ['too few', { right: [1], wrong: [0, 0.5] }],
  ['a score that is no number', { right: [1, 2], wrong: [NaN, 0] }],
])('is not fitted to %s', (_, scores) => {
  expect(plattFit(scores)).toBeUndefined();
});

it('knows scores of which lower is better', () => {
  const fitted = plattFit({ right: [0, 1, 2], wrong: [5, 6, 7] });
  if (!fitted) throw new Error('it was not fitted');
  expect(posteriorOf(fitted, 1)).toBeGreaterThan(posteriorOf(fitted, 6));
});
