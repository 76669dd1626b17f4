import { firstFew } from '../domain/text/firstFew.js';
import { PipelineError } from '../errors.js';
import type { Weight, Weights, WeightPlan } from './weights.js';

const sizes = (shape: readonly number[]): string => shape.join(' × ');

/** What is wrong with a weight, if anything is. */
function problemOf({ name, shape }: WeightPlan, weight: Weight | undefined): string | undefined {
  if (!weight) return `${name} is missing`;
  if (sizes(weight.shape) !== sizes(shape))
    return `${name} is ${sizes(weight.shape)} where the network has ${sizes(shape)}`;
  const count = shape.reduce((all, size) => all * size, 1);
  const { length } = weight.values;
  if (length !== count) return `${name} has ${length} numbers where its shape has ${count}`;
  return weight.values.every(Number.isFinite) ? undefined : `${name} holds numbers that are not finite`;
}

/**
 * Refuses weights that are not those of a network: missing, of another shape (so of another width), not finite. Those that it does not use may be there.
 * `doing` begins the error, which is `refused-input`.
 */
export function checkWeights(doing: string, plans: readonly WeightPlan[], weights: Weights): void {
  const problems = plans
    .map((plan) => problemOf(plan, weights.get(plan.name)))
    .filter((problem) => problem !== undefined);
  if (problems.length === 0) return;
  throw new PipelineError(
    'refused-input',
    `${doing}: the weights do not fit the network: ${firstFew(problems).join('; ')}. They are of another network or another width; choose the file that belongs to it, or train it anew.`,
  );
}
