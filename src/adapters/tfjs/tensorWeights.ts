import type { Tensor, Variable } from '@tensorflow/tfjs-core';
import { randomFrom } from '../../domain/random.js';
import type { StoredTensor } from '../files/safetensors.js';
import type { Tfjs } from './loadTfjs.js';

/** How a weight begins. */
export type Beginning = { readonly deviation: number } | { readonly value: number };

export interface WeightRequest {
  readonly name: string;
  readonly shape: readonly number[];
  readonly beginning: Beginning;
  /** Learned by gradients; others are statistics. */
  readonly learned: boolean;
}

/** The weights of a network that is trained: each is made when a layer first asks for it, or as it was stored. */
export interface TensorWeights {
  of(request: WeightRequest): Variable;
  /** Those that are learned, in the order in which they were made. */
  learned(): readonly Variable[];
  all(): ReadonlyMap<string, StoredTensor>;
  restore(stored: ReadonlyMap<string, StoredTensor>): void;
}

export function tensorWeights(tf: Tfjs, seed: string): TensorWeights {
  const known = new Map<string, Variable>();
  let stored: ReadonlyMap<string, StoredTensor> = new Map();
  const valuesOf = ({ name, shape, beginning }: WeightRequest): Float32Array => {
    const old = stored.get(name)?.data;
    if (old instanceof Float32Array) return old;
    const size = shape.reduce((product, count) => product * count, 1);
    if ('value' in beginning) return new Float32Array(size).fill(beginning.value);
    const random = randomFrom(seed, 'weight', name);
    return Float32Array.from({ length: size }, () => beginning.deviation * normal(random.next));
  };
  return {
    of(request) {
      const old = known.get(request.name);
      if (old) return old;
      const first: Tensor = tf.tensor(valuesOf(request), [...request.shape]);
      const made = tf.variable(first, request.learned, request.name);
      first.dispose();
      known.set(request.name, made);
      return made;
    },
    learned: () => [...known.values()].filter(({ trainable }) => trainable),
    all: () => storedOf(known),
    restore(next) {
      stored = next;
      for (const [name, variable] of known) {
        const { data, shape } = next.get(name) ?? {};
        if (!(data instanceof Float32Array) || !shape) continue;
        const value = tf.tensor(data, [...shape]);
        variable.assign(value);
        value.dispose();
      }
    },
  };
}

export const storedOf = (variables: ReadonlyMap<string, Variable>): ReadonlyMap<string, StoredTensor> =>
  new Map(
    [...variables].map(([name, variable]) => [
      name,
      { shape: variable.shape, data: Float32Array.from(variable.dataSync()) },
    ]),
  );

/** Box and Muller 1958. */
const normal = (next: () => number): number =>
  Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
