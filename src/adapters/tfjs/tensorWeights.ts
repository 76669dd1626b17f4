import type { Variable } from '@tensorflow/tfjs-core';
import { randomFrom } from '../../domain/random.js';
import { checkWeights } from '../../model/checkWeights.js';
import { initialWeights } from '../../model/initialWeights.js';
import type { Weights, WeightPlan } from '../../model/weights.js';
import { PipelineError } from '../../errors.js';
import type { Tfjs } from './loadTfjs.js';

/** The weights of a network that is trained, as variables. */
export interface TensorWeights {
  /** Error `internal` where the network has none of that name. */
  of(name: string): Variable;
  /** Those that training changes by gradients; the others are statistics. */
  readonly trained: readonly Variable[];
  /** Does weight decay apply to it? */
  decays(name: string): boolean;
  all(): Weights;
  /** Error: `refused-input` where they are of another network. */
  restore(stored: Weights): void;
  dispose(): void;
}

/** Weights as a network begins with them. */
export function tensorWeights(tf: Tfjs, plans: readonly WeightPlan[], seed: string): TensorWeights {
  const first = initialWeights(plans, randomFrom(seed, 'weights'));
  const variables = new Map(
    plans.map(({ name, shape, trained }): [string, Variable] => {
      const { values } = first.get(name) ?? { values: new Float32Array() };
      return [name, variableOf(tf, values, shape, { name, trained })];
    }),
  );
  const decaying = new Set(plans.filter(({ decays }) => decays).map(({ name }) => name));
  return {
    of(name) {
      const known = variables.get(name);
      if (known) return known;
      throw new PipelineError('internal', `Training: the network has no weight ${name}.`);
    },
    trained: [...variables.values()].filter(({ trainable }) => trainable),
    decays: (name) => decaying.has(name),
    all: () => valuesOf(variables),
    restore(stored) {
      checkWeights('Training further', plans, stored);
      for (const [name, variable] of variables) {
        const value = tf.tensor(stored.get(name)?.values ?? [], variable.shape);
        variable.assign(value);
        value.dispose();
      }
    },
    dispose: () => tf.dispose([...variables.values()]),
  };
}

/** `name`: one that the engine knows no other by. */
export function variableOf(
  tf: Tfjs,
  values: Float32Array,
  shape: readonly number[],
  { name, trained }: { readonly name?: string; readonly trained: boolean },
): Variable {
  const value = tf.tensor(values, [...shape]);
  const made = tf.variable(value, trained, name);
  value.dispose();
  return made;
}

/** What variables hold now. */
export const valuesOf = (variables: ReadonlyMap<string, Variable>): Weights =>
  new Map(
    [...variables].map(([name, variable]) => [
      name,
      { shape: variable.shape, values: Float32Array.from(variable.dataSync()) },
    ]),
  );
