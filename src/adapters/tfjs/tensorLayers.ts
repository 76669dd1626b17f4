import type { Rank, Tensor4D } from '@tensorflow/tfjs-core';
import type { Convolution, Layers } from '../../model/layers.js';
import type { Tfjs } from './loadTfjs.js';
import type { TensorWeights } from './tensorWeights.js';

/** Added to a variance before its root is taken. */
export const normEpsilon = 1e-4;
/** What a batch counts for in the statistics that serve afterwards. */
const share = 0.05;
const tiny = 1e-8;

export interface TrainingPass {
  /** Names what is dropped. */
  readonly seed: number;
}

/** Layers over tensors; with `training`, batch norm goes by its batch and learns its statistics, and dropout drops. */
export function tensorLayers(tf: Tfjs, weights: TensorWeights, training?: TrainingPass): Layers<Tensor4D> {
  let dropouts = 0;
  const constant = (name: string, channels: number, value: number, learned = true) =>
    weights.of({ ...{ name, learned }, shape: [channels], beginning: { value } });

  const convolve = (x: Tensor4D, name: string, { kernel, filters, pitch, deviation }: Convolution) => {
    const inputs = x.shape[3];
    const shape = [...kernel, inputs, filters] as const;
    const beginning = { deviation: deviation ?? Math.sqrt(2 / (kernel[0] * kernel[1] * inputs)) };
    const filter = weights.of({ ...{ name: `${name}/kernel`, learned: true }, shape, beginning });
    // The engine knows no padding of one axis alone.
    const time = (kernel[0] - 1) / 2;
    const heard =
      pitch === 'valid'
        ? tf.conv2d(padded(x, time), filter as Tensor4D, 1, 'valid')
        : tf.conv2d(x, filter as Tensor4D, 1, 'same');
    return tf.add<Tensor4D>(heard, constant(`${name}/bias`, filters, 0));
  };

  const padded = (x: Tensor4D, time: number): Tensor4D =>
    tf.pad4d(x, [
      [0, 0],
      [time, time],
      [0, 0],
      [0, 0],
    ]);

  const batchNorm = (x: Tensor4D, name: string): Tensor4D => {
    const channels = x.shape[3];
    const [mean, variance] = [
      constant(`${name}/mean`, channels, 0, false),
      constant(`${name}/variance`, channels, 1, false),
    ];
    const [gain, offset] = [constant(`${name}/gain`, channels, 1), constant(`${name}/offset`, channels, 0)];
    if (!training) {
      const scale = gain.div(variance.add(normEpsilon).sqrt());
      return x.sub(mean).mul(scale).add(offset);
    }
    const batch = tf.moments(x, [0, 1, 2]);
    mean.assign(mean.mul(1 - share).add(batch.mean.mul(share)));
    variance.assign(variance.mul(1 - share).add(batch.variance.mul(share)));
    return x
      .sub(batch.mean)
      .mul(gain.div(batch.variance.add(normEpsilon).sqrt()))
      .add(offset);
  };

  const lengths = (x: Tensor4D): Tensor4D => tf.sqrt(tf.sum<Tensor4D>(x.square(), 3, true).add(tiny));
  return {
    ...{ convolve, batchNorm },
    relu: (x) => tf.relu(x),
    averagePool(x, times) {
      const [examples, time, pitches, channels] = x.shape;
      const steps = Math.floor(time / times);
      const whole = steps * times === time ? x : tf.slice4d(x, [0, 0, 0, 0], [-1, steps * times, -1, -1]);
      const groups = tf.reshape<Rank.R4>(whole, [examples * steps, times, pitches, channels]);
      return tf.reshape<Rank.R4>(tf.mean(groups, 1), [examples, steps, pitches, channels]);
    },
    dropout(x, dropped) {
      if (!training) return x;
      dropouts += 1;
      const seed = training.seed * 64 + dropouts;
      return tf.dropout(x, dropped, undefined, seed) as Tensor4D; // of the rank of x
    },
    concatenate: (values) => tf.concat([...values], 3),
    add: (values) => values.reduce((sum, value) => sum.add(value)),
    project(x, matrix) {
      const kernel = tf.tensor4d(matrix.flat(), [1, 1, matrix.length, matrix[0].length]);
      return tf.conv2d(x, kernel, 1, 'valid');
    },
    unitLength: (x) => x.div(lengths(x)),
    squash(x) {
      const length = lengths(x);
      return x.mul(tf.tanh(length).div(length));
    },
    scale: (x, name, initial) =>
      x.mul(weights.of({ name, shape: [], beginning: { value: initial }, learned: true })),
    maxPlusMean: (x) => tf.add<Tensor4D>(x.max(1, true), x.mean(1, true)),
    softmax: (x) => tf.softmax(x, 3),
  };
}
