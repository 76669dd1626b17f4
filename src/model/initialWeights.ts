import type { Random } from '../domain/random.js';
import type { Weights, WeightPlan } from './weights.js';

/** Normal, mean 0, deviation 1 (Box and Muller 1958). */
const normal = (random: Random): number =>
  Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());

/** The weights that a network begins with. */
export function initialWeights(plans: readonly WeightPlan[], random: Random): Weights {
  return new Map(
    plans.map(({ name, shape, initial }) => {
      const values = new Float32Array(shape.reduce((all, size) => all * size, 1));
      if ('value' in initial) values.fill(initial.value);
      else for (let i = 0; i < values.length; i += 1) values[i] = initial.deviation * normal(random);
      return [name, { shape, values }];
    }),
  );
}
