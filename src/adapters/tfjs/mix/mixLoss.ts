import type { Scalar, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import type { MixTraining } from '../../../domain/learning/mixTraining.js';
import type { Tfjs } from '../loadTfjs.js';

export interface MixLossOptions extends Pick<MixTraining, 'labels' | 'loss'> {
  readonly songs: number;
  /** What pseudo-labels count for, 0 … 1. */
  readonly pseudoCounts: number;
}

/** What parts that are surely wrong count for beside others. */
const wrongCounts = 0.5;

/** Loss of the triples that `taughtTriples` tells, by their logits of bad and good [triples, 2]. */
export function mixLoss(tf: Tfjs, logits: Tensor2D, options: MixLossOptions): Scalar {
  const { songs, labels, loss } = options;
  const losses: Scalar[] = [];
  let first = 0;
  const next = (count: number): Tensor2D => {
    first += count;
    return tf.slice2d(logits, [first - count, 0], [count, 2]);
  };
  if (loss !== 'infonce') losses.push(classLoss(tf, next((labels === 'none' ? 2 : 3) * songs), options));
  if (loss !== 'classes') losses.push(pickLoss(tf, next(songs ** 2), next(songs)));
  return tf.addN(losses);
}

/**
 * Cross entropy of two classes, of as many positive, negative and unlabelled examples, in this order. Unlabelled ones have (½, ½) by `lsro` (Zheng, Zheng, Yang 2017); by
 * `pseudo` the class that the network takes them for in this very step, counting more as training goes on (Lee 2013); by `none` there are none.
 */
function classLoss(tf: Tfjs, logits: Tensor2D, { labels, songs, pseudoCounts }: MixLossOptions): Scalar {
  const [positive, negative, unlabelled] = tf.split<Tensor2D>(
    tf.logSoftmax(logits),
    labels === 'none' ? 2 : 3,
  );
  const of = (logs: Tensor2D, kind: 0 | 1): Scalar => tf.slice2d(logs, [0, kind], [-1, 1]).sum<Scalar>();
  const known = of(positive, 1).add<Scalar>(of(negative, 0)).neg<Scalar>();
  if (labels === 'none') return known.div(2 * songs);
  const unknown =
    labels === 'lsro'
      ? unlabelled.sum<Scalar>().mul<Scalar>(-0.5)
      : tf.max<Tensor1D>(unlabelled, 1).sum<Scalar>().mul<Scalar>(-pseudoCounts);
  return known.add<Scalar>(unknown).div(3 * songs);
}

/** How much more the logit of good is, [examples]. */
export const marginOf = (tf: Tfjs, logits: Tensor2D): Tensor1D => {
  const [bad, good] = tf.unstack(logits, 1) as Tensor1D[]; // its columns
  return good.sub(bad);
};

/**
 * InfoNCE (van den Oord et al. 2018) both ways: each voice is to pick its own accompaniment among all songs', and each accompaniment its voice; and by half, each voice its own
 * against its own at a wrong key or time.
 */
function pickLoss(tf: Tfjs, pairLogits: Tensor2D, wrongLogits: Tensor2D): Scalar {
  const songs = wrongLogits.shape[0];
  const pairs = tf.reshape<Tensor2D['rankType']>(marginOf(tf, pairLogits), [songs, songs]);
  const right = pairs.mul(tf.eye(songs)).sum<Tensor1D>(1);
  const away = (all: Tensor2D, axis: number): Scalar => tf.logSumExp(all, axis).sub(right).mean<Scalar>();
  const own = tf.stack([right, marginOf(tf, wrongLogits)], 1) as Tensor2D; // of one-dimensional ones
  return away(pairs, 1).add<Scalar>(away(pairs, 0)).add(away(own, 1).mul<Scalar>(wrongCounts));
}
