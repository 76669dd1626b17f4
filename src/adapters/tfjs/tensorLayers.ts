import type { Rank, Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import { normEpsilon, shortestLength, type Layers } from '../../model/layers.js';
import { fusedNorm } from './fusedNorm.js';
import { fusedRelu } from './fusedRelu.js';
import type { Tfjs } from './loadTfjs.js';
import type { TensorWeights } from './tensorWeights.js';

/** What a batch counts for in the statistics that serve afterwards. */
const share = 0.05;
/** More dropouts than a network has. */
const manyDropouts = 64;

export interface TrainingPass {
  /** Names what is dropped. */
  readonly seed: number;
  /** Batch norm goes by its statistics as they are: batches of few songs would make them those of these songs. */
  readonly keepsStatistics?: boolean;
}

/** Layers over tensors; with `training`, batch norm goes by its batch and learns its statistics, unless it keeps them, and dropout drops. */
export function tensorLayers(tf: Tfjs, weights: TensorWeights, training?: TrainingPass): Layers<Tensor4D> {
  let dropouts = 0;

  /** Bounded before the root, whose slope at 0 is infinite. */
  const lengths = (x: Tensor4D): Tensor4D =>
    tf.sqrt(tf.maximum<Tensor4D>(tf.sum(x.square(), 3, true), shortestLength ** 2));

  return {
    ...weighted(tf, weights, training),
    relu: (x) => (training ? fusedRelu(tf, x) : tf.relu(x)),
    averagePool: (x, times) => tf.avgPool(x, [times, 1], [times, 1], 'valid'),
    dropout(x, dropped) {
      if (!training) return x;
      dropouts += 1;
      const seed = training.seed * manyDropouts + dropouts;
      return tf.dropout(x, dropped, undefined, seed) as Tensor4D; // of the rank of x
    },
    concatenate: (values) => tf.concat([...values], 3),
    add: (values) => values.reduce((sum, value) => sum.add(value)),
    addCombinations: (values) =>
      values.reduce((a, b) => {
        const [count, ...rest] = a.shape;
        const sums = tf.add(a.reshape([count, 1, ...rest]), b.reshape([1, ...b.shape]));
        return tf.reshape<Rank.R4>(sums, [count * b.shape[0], ...rest]);
      }),
    addBias: (x, name) => tf.add<Tensor4D>(x, weights.of(`${name}/bias`)),
    project(x, matrix) {
      const kernel = tf.tensor4d(matrix.flat(), [1, 1, matrix.length, matrix[0].length]);
      return tf.conv2d(x, kernel, 1, 'valid');
    },
    unitLength: (x) => x.div(lengths(x)),
    squash(x) {
      const length = lengths(x);
      return x.mul(tf.tanh(length).div(length));
    },
    scale: (x, name) => x.mul(weights.of(`${name}/factor`)),
    maxPlusMean: (x) => tf.add<Tensor4D>(x.max(1, true), x.mean(1, true)),
    softmax: (x) => tf.softmax(x, 3),
  };
}

/** Convolutions and norms of a network with these weights. */
function weighted(
  tf: Tfjs,
  weights: TensorWeights,
  training?: TrainingPass,
): Pick<Layers<Tensor4D>, 'convolve' | 'batchNorm'> {
  return {
    convolve(x, name, { kernel, pitch, share: part }) {
      const whole = weights.of(`${name}/kernel`) as Tensor4D; // kernels have four axes
      const filter = part ? tf.slice4d(whole, [0, 0, part.first, 0], [-1, -1, x.shape[3], -1]) : whole;
      return tf.fused.conv2d({
        // The engine knows no padding of one axis alone.
        ...(pitch === 'valid' ? { x: paddedInTime(tf, x, kernel[0]), pad: 'valid' } : { x, pad: 'same' }),
        ...{ filter, strides: 1 },
        ...(!part && { bias: weights.of(`${name}/bias`) }),
      });
    },
    batchNorm(x, name) {
      const [gamma, beta, mean, variance] = ['gamma', 'beta', 'mean', 'variance'].map((part) =>
        weights.of(`${name}/${part}`),
      );
      if (!training || training.keepsStatistics) {
        const scale = gamma.div(variance.add(normEpsilon).sqrt());
        return x.sub(mean).mul(scale).add(beta);
      }
      const batch = fusedNorm(tf, x, gamma as Tensor1D, beta as Tensor1D); // a number a channel
      mean.assign(mean.mul(1 - share).add(batch.mean.mul(share)));
      variance.assign(variance.mul(1 - share).add(batch.variance.mul(share)));
      tf.dispose([batch.mean, batch.variance]);
      return batch.normed;
    },
  };
}

/** After the value once more than before it where a kernel is even. */
function paddedInTime(tf: Tfjs, x: Tensor4D, kernel: number): Tensor4D {
  const before = Math.floor((kernel - 1) / 2);
  return tf.pad4d(x, [
    [0, 0],
    [before, kernel - 1 - before],
    [0, 0],
    [0, 0],
  ]);
}
