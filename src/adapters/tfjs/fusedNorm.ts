import type { Tensor, Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import { normEpsilon } from '../../model/layers.js';
import type { Tfjs } from './loadTfjs.js';
import { nativeOp } from './nativeOp.js';

export interface FusedNorm {
  readonly normed: Tensor4D;
  /** Of the batch, by channel; the variance is divided by the number of values. Both are the caller's to dispose of. */
  readonly mean: Tensor;
  readonly variance: Tensor;
}

const common = {
  types: ['U'],
  attributes: { epsilon: normEpsilon, data_format: 'NHWC', is_training: true },
};

/**
 * Batch norm by the batch's own statistics (Ioffe and Szegedy 2015), by TensorFlow's kernels for it and for its gradient: TensorFlow.js would take both to pieces, which doubles
 * the time of a training step and trebles its memory.
 */
export function fusedNorm(tf: Tfjs, x: Tensor4D, gamma: Tensor1D, beta: Tensor1D): FusedNorm {
  let statistics: readonly Tensor[] = [];
  const norm = tf.customGrad((...given) => {
    const [value, scale, offset, save] = given as [Tensor, Tensor, Tensor, (kept: Tensor[]) => void];
    const none = tf.tensor1d([]);
    const [normed, mean, variance, ...reserved] = nativeOp(tf, 'FusedBatchNormV3', {
      ...common,
      inputs: [value, scale, offset, none, none],
      outputs: 6,
    });
    const count = value.size / scale.size;
    // It is given as an estimate from a sample.
    statistics = [tf.keep(mean), tf.keep(variance.mul((count - 1) / count))];
    save([value, scale, ...reserved]);
    return {
      value: normed,
      gradFunc: (above, saved) => {
        const inputs = [above, ...saved]; // of one value, and what was saved
        const found = nativeOp(tf, 'FusedBatchNormGradV3', { ...common, inputs, outputs: 5 });
        return found.slice(0, 3);
      },
    };
  });
  const normed = norm(x, gamma, beta) as Tensor4D; // of the shape of x
  const [mean, variance] = statistics;
  return { normed, mean, variance };
}
