import type { NamedTensorMap, Variable } from '@tensorflow/tfjs-core';
import type { Weights } from '../../model/weights.js';
import type { Tfjs } from './loadTfjs.js';
import { valuesOf, variableOf, type TensorWeights } from './tensorWeights.js';

/** AdamW (Loshchilov and Hutter 2019): Adam's moments, and decay of kernels apart from them. */
export interface Optimizer {
  /** Moves the weights against their gradients; `step` counts from 1. */
  apply(gradients: NamedTensorMap, step: number, rate: number): void;
  moments(): Weights;
  /** Those that are not among them stay. */
  restore(stored: Weights): void;
  dispose(): void;
}

export interface AdamWOptions {
  readonly weightDecay: number;
}

const [firstKept, secondKept, tiny] = [0.9, 0.999, 1e-8];

export function adamW(tf: Tfjs, weights: TensorWeights, { weightDecay }: AdamWOptions): Optimizer {
  const moments = new Map<string, Variable>();
  const momentOf = (which: string, { name, size, shape }: Variable): Variable => {
    const key = `${name} ${which} moment`;
    const known = moments.get(key) ?? variableOf(tf, new Float32Array(size), shape, { trained: false });
    moments.set(key, known);
    return known;
  };
  const move = (weight: Variable, gradients: NamedTensorMap, step: number, rate: number): void => {
    const gradient = gradients[weight.name];
    const [first, second] = [momentOf('first', weight), momentOf('second', weight)];
    first.assign(first.mul(firstKept).add(gradient.mul(1 - firstKept)));
    second.assign(second.mul(secondKept).add(gradient.square().mul(1 - secondKept)));
    const [mean, square] = [first.div(1 - firstKept ** step), second.div(1 - secondKept ** step)];
    const moved = weight.sub(mean.div(square.sqrt().add(tiny)).mul(rate));
    weight.assign(weights.decays(weight.name) ? moved.sub(weight.mul(rate * weightDecay)) : moved);
  };
  return {
    apply: (gradients, step, rate) =>
      tf.tidy(() => {
        for (const weight of weights.trained) move(weight, gradients, step, rate);
      }),
    moments: () => valuesOf(moments),
    restore(stored) {
      for (const weight of weights.trained)
        for (const which of ['first', 'second']) {
          const values = stored.get(`${weight.name} ${which} moment`)?.values;
          if (values === undefined) continue;
          const value = tf.tensor(values, weight.shape);
          momentOf(which, weight).assign(value);
          value.dispose();
        }
    },
    dispose: () => tf.dispose([...moments.values()]),
  };
}
