import { PipelineError } from '../errors.js';
import { measuringLayers, type Shape } from './measuringLayers.js';
import type { Named, Network } from './network.js';
import { usedNumbers, type WeightPlan } from './weights.js';

/** What a network is, for inputs of some shape. */
export interface NetworkMeasure {
  readonly outputs: Named<Shape>;
  readonly weights: readonly WeightPlan[];
  /** Numbers that training changes. */
  readonly parameters: number;
  /** Those of convolutions and fixed matrices; all else is by channel or by position and small beside them. */
  readonly multiplyAdds: number;
}

/** Measures a network without computing anything. Error: `internal` where layers do not fit together. */
export function measureNetwork(network: Network, inputs: Named<Shape>): NetworkMeasure {
  const weights = new Map<string, WeightPlan>();
  let multiplyAdds = 0;
  for (const [name, shape] of Object.entries(inputs))
    if (!shape.every((size) => Number.isInteger(size) && size > 0))
      throw new PipelineError(
        'internal',
        `Building a network: its input ${name} is [${shape.join(', ')}]; each axis must be a whole number over 0.`,
      );
  const layers = measuringLayers({
    weight(plan) {
      if (weights.has(plan.name))
        throw new PipelineError(
          'internal',
          `Building a network: two layers have the weight ${plan.name}. Give each a name of its own.`,
        );
      weights.set(plan.name, plan);
    },
    multiplyAdds: (count) => (multiplyAdds += count),
  });
  const outputs = network(layers, inputs);
  const plans = [...weights.values()];
  const parameters = plans.filter(({ trained }) => trained).reduce((sum, plan) => sum + usedNumbers(plan), 0);
  return { outputs, weights: plans, parameters, multiplyAdds };
}
