import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { nominalMixGains } from '../../../audio/mel/nominalMixGains.js';
import type { MixTraining } from '../../../domain/learning/mixTraining.js';
import { roles, type Role } from '../../../domain/role.js';
import type { Layers } from '../../../model/layers.js';
import { joinedName, mixHead, type MixNetOptions } from '../../../model/networks/mixBlocks.js';
import { postMixNet } from '../../../model/networks/postMixNet.js';
import { stemProjection } from '../../../model/networks/preMixNet.js';
import type { MixTriple } from '../../../model/training/mixTriples.js';
import type { Tfjs } from '../loadTfjs.js';

/** Values of parts, by role: [parts, …]. */
export type PartsOf<T> = Readonly<Record<Role, T>>;

/** Triples, by the places of their parts, whose log-mel is [parts, frames, 128, channels]. */
export interface Triples {
  readonly parts: PartsOf<Tensor4D>;
  readonly triples: readonly MixTriple[];
}

export type MixLogitsOptions = MixNetOptions & Pick<MixTraining, 'network'>;

/** Logits of bad and good [triples, 2]. */
export function mixLogits(
  tf: Tfjs,
  layers: Layers<Tensor4D>,
  { parts, triples }: Triples,
  options: MixLogitsOptions,
): Tensor2D {
  if (options.network === 'postmixnet') {
    const logits = postMixNet(layers, mixed(tf, parts, triples), options);
    return tf.reshape(logits, [triples.length, 2]);
  }
  // Each part is heard once, whatever it is combined with.
  const projections = {
    vocal: stemProjection(layers, parts.vocal, 'vocal', options),
    harmonic: stemProjection(layers, parts.harmonic, 'harmonic', options),
    percussion: stemProjection(layers, parts.percussion, 'percussion', options),
  };
  return combinedLogits(tf, layers, { parts: projections, triples }, options);
}

/** PreMixNet's logits of triples of projections, [parts, rows, 1, channels]. The bias joins the voices, of which each triple has one. */
export function combinedLogits(
  tf: Tfjs,
  layers: Layers<Tensor4D>,
  { parts, triples }: Triples,
  options: MixNetOptions,
): Tensor2D {
  const vocal = layers.addBias(parts.vocal, joinedName);
  const logits = mixHead(layers, summed(tf, { ...parts, vocal }, triples), options);
  return tf.reshape(logits, [triples.length, 2]);
}

/** The sum of each triple's projections, [triples, rows, 1, channels], as a product with ones where a part is a triple's and zeros: its gradient is a product too. */
function summed(tf: Tfjs, projections: PartsOf<Tensor4D>, triples: readonly MixTriple[]): Tensor4D {
  const [, rows, , channels] = projections.vocal.shape;
  const counts = roles.map((role) => projections[role].shape[0]);
  const all = counts.reduce((sum, count) => sum + count, 0);
  const chosen = new Float32Array(triples.length * all);
  for (const [place, triple] of triples.entries()) {
    let first = place * all;
    for (const [r, role] of roles.entries()) {
      chosen[first + triple[role]] = 1;
      first += counts[r];
    }
  }
  const stacked = tf.reshape<Tensor2D['rankType']>(tf.concat(roles.map((role) => projections[role])), [
    all,
    rows * channels,
  ]);
  const sums = tf.matMul(tf.tensor2d(chosen, [triples.length, all]), stacked);
  return tf.reshape(sums, [triples.length, rows, 1, channels]);
}

/** Log-mel of the downmix of each triple: energies add up before the logarithm, at the renderer's balance (method §7). */
function mixed(tf: Tfjs, parts: PartsOf<Tensor4D>, triples: readonly MixTriple[]): Tensor4D {
  const energies = roles.map((role) => {
    const energy = tf.expm1(parts[role].mul<Tensor4D>(Math.LN10)).mul<Tensor4D>(nominalMixGains[role] ** 2);
    return tf.gather(
      energy,
      triples.map((triple) => triple[role]),
    );
  });
  return tf.log1p<Tensor4D>(tf.addN(energies)).div(Math.LN10);
}
