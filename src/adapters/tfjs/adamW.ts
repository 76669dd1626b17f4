import type { NamedTensorMap, Variable } from '@tensorflow/tfjs-core';
import type { StoredTensor } from '../files/safetensors.js';
import type { Tfjs } from './loadTfjs.js';
import { storedOf } from './tensorWeights.js';

/** AdamW (Loshchilov and Hutter 2019): Adam's moments, and decay of kernels apart from them. */
export interface Optimizer {
  /** Moves the weights against their gradients; `step` counts from 1. */
  apply(gradients: NamedTensorMap, step: number, rate: number): void;
  moments(): ReadonlyMap<string, StoredTensor>;
  restore(stored: ReadonlyMap<string, StoredTensor>): void;
}

export interface AdamWOptions {
  readonly weightDecay: number;
}

const [firstKept, secondKept, tiny] = [0.9, 0.999, 1e-8];

export function adamW(
  tf: Tfjs,
  learned: () => readonly Variable[],
  { weightDecay }: AdamWOptions,
): Optimizer {
  const moments = new Map<string, Variable>();
  let stored: ReadonlyMap<string, StoredTensor> = new Map();
  const momentOf = (name: string, { shape }: Variable): Variable => {
    const old = moments.get(name);
    if (old) return old;
    const data = stored.get(name)?.data;
    const begin = data instanceof Float32Array ? tf.tensor(data, shape) : tf.zeros(shape);
    const made = tf.variable(begin, false);
    begin.dispose();
    moments.set(name, made);
    return made;
  };
  return {
    apply(gradients, step, rate) {
      tf.tidy(() => {
        for (const weight of learned()) {
          const gradient = gradients[weight.name];
          const [first, second] = [
            momentOf(`${weight.name} first moment`, weight),
            momentOf(`${weight.name} second moment`, weight),
          ];
          first.assign(first.mul(firstKept).add(gradient.mul(1 - firstKept)));
          second.assign(second.mul(secondKept).add(gradient.square().mul(1 - secondKept)));
          const [mean, square] = [first.div(1 - firstKept ** step), second.div(1 - secondKept ** step)];
          const moved = weight.sub(mean.div(square.sqrt().add(tiny)).mul(rate));
          const decays = weight.name.endsWith('/kernel');
          weight.assign(decays ? moved.sub(weight.mul(rate * weightDecay)) : moved);
        }
      });
    },
    moments: () => storedOf(moments),
    restore(next) {
      stored = next;
      for (const moment of moments.values()) moment.dispose();
      moments.clear();
    },
  };
}
