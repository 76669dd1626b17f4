import type { Scalar, Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import type { Tfjs } from './loadTfjs.js';

/** Encodings of songs at one key: [songs, beats, 1, size] each; the wrong ones are of the same songs. */
export interface Encoded {
  readonly vocal: Tensor4D;
  readonly harmonic: Tensor4D;
  readonly wrong: readonly Tensor4D[];
}

/** What the pairs that are surely wrong count for. */
const wrongCounts = 0.5;

/** Score of each voice with each harmony: mean over the beats of the products, [voices, harmonies]. */
export function pairScores(tf: Tfjs, vocal: Tensor4D, harmonic: Tensor4D): Tensor2D {
  const [songs, beats, , size] = vocal.shape;
  const flat = (x: Tensor4D): Tensor2D => tf.reshape(x, [x.shape[0], beats * size]);
  return tf.matMul<Tensor2D>(flat(vocal), flat(harmonic), false, true).div(songs === 0 ? 1 : beats);
}

/**
 * InfoNCE (van den Oord et al. 2018) both ways: each voice is to pick its own harmony among all, and each harmony its voice; and by half, each its own among its own at
 * wrong keys and turned in time. `sharpness`: the logarithm of what scores are multiplied by.
 */
export function dualLoss(tf: Tfjs, { vocal, harmonic, wrong }: Encoded, sharpness: Scalar): Scalar {
  const by = tf.exp(sharpness);
  const scores = pairScores(tf, vocal, harmonic).mul<Tensor2D>(by);
  const right = scores.mul(tf.eye(scores.shape[0])).sum<Tensor1D>(1);
  const away = (all: Tensor2D, axis: number): Scalar => tf.logSumExp(all, axis).sub(right).mean<Scalar>();
  const beats = vocal.shape[1];
  const own = wrong.map((part) =>
    tf.sum<Tensor1D>(vocal.mul(part), [1, 2, 3]).div<Tensor1D>(beats).mul<Tensor1D>(by),
  );
  const among = tf.stack([right, ...own], 1) as Tensor2D; // of one-dimensional ones
  return away(scores, 1).add(away(scores, 0)).add(away(among, 1).mul(wrongCounts));
}
