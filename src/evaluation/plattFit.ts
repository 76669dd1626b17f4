import type { Calibration } from '../domain/learning/calibration.js';

export interface LabelledScores {
  /** Scores of positives. */
  readonly right: readonly number[];
  readonly wrong: readonly number[];
}

/** Fewer of a class tell nothing. */
const least = 2;
/** Of Lin, Lin and Weng: added to the diagonal of the Hessian, the smallest step, the gradient at which it ends, and Armijo's constant. */
const [ridge, smallestStep, flat, decrease] = [1e-12, 1e-10, 1e-7, 1e-4];
const mostSteps = 100;

interface Example {
  readonly score: number;
  readonly target: number;
  readonly weight: number;
}

/**
 * Fits the sigmoid of scores (Platt 1999) by Newton steps with backtracking, as Lin, Lin and Weng 2007 do; targets are smoothed by what each class holds,
 * (n + 1) / (n + 2) and 1 / (n + 2). Both classes count alike however many they hold, so that 0.5 lies where one of each would be told apart. Undefined where a class has
 * fewer than two scores, or some score is no number: nothing can be said then.
 */
export function plattFit({ right, wrong }: LabelledScores): Calibration | undefined {
  const all = [...right, ...wrong];
  if (right.length < least || wrong.length < least || !all.every(Number.isFinite)) return undefined;
  const mean = all.reduce((sum, x) => sum + x, 0) / all.length;
  const spread = Math.sqrt(all.reduce((sum, x) => sum + (x - mean) ** 2, 0) / all.length);
  // All alike: whichever scale.
  const unit = spread > 0 ? spread : 1;
  const examples = (scores: readonly number[], target: number): readonly Example[] =>
    scores.map((score) => ({ score: (score - mean) / unit, target, weight: 0.5 / scores.length }));
  const { a, b } = newton([
    ...examples(right, (right.length + 1) / (right.length + 2)),
    ...examples(wrong, 1 / (wrong.length + 2)),
  ]);
  return { a: a / unit, b: b - (a * mean) / unit };
}

/** Negative log-likelihood, written so that nothing overflows. */
function lossOf(examples: readonly Example[], { a, b }: Calibration): number {
  let loss = 0;
  for (const { score, target, weight } of examples) {
    const at = a * score + b;
    loss +=
      weight *
      (at >= 0 ? target * at + Math.log1p(Math.exp(-at)) : (target - 1) * at + Math.log1p(Math.exp(at)));
  }
  return loss;
}

/** Gradient and Hessian. */
function slopes(examples: readonly Example[], { a, b }: Calibration) {
  let [ga, gb, haa, hab, hbb] = [0, 0, ridge, 0, ridge];
  for (const { score, target, weight } of examples) {
    const good = 1 / (1 + Math.exp(a * score + b));
    const first = weight * (target - good);
    const second = weight * good * (1 - good);
    ga += score * first;
    gb += first;
    haa += score * score * second;
    hab += score * second;
    hbb += second;
  }
  return { ga, gb, haa, hab, hbb };
}

function newton(examples: readonly Example[]): Calibration {
  let now: Calibration = { a: 0, b: 0 };
  let loss = lossOf(examples, now);
  for (let made = 0; made < mostSteps; made += 1) {
    const { ga, gb, haa, hab, hbb } = slopes(examples, now);
    if (Math.abs(ga) < flat && Math.abs(gb) < flat) break;
    const determinant = haa * hbb - hab * hab;
    const da = -(hbb * ga - hab * gb) / determinant;
    const db = -(haa * gb - hab * ga) / determinant;
    const slope = ga * da + gb * db;
    let step = 1;
    for (; step >= smallestStep; step /= 2) {
      const next = { a: now.a + step * da, b: now.b + step * db };
      const nextLoss = lossOf(examples, next);
      if (nextLoss < loss + decrease * step * slope) {
        [now, loss] = [next, nextLoss];
        break;
      }
    }
    if (step < smallestStep) break;
  }
  return now;
}
