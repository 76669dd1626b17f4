import type { Tensor, Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { fusedNorm } from '../../../src/adapters/tfjs/fusedNorm.js';
import { fusedRelu } from '../../../src/adapters/tfjs/fusedRelu.js';
import { loadTfjs } from '../../../src/adapters/tfjs/loadTfjs.js';
import { mixLogits } from '../../../src/adapters/tfjs/mix/mixLogits.js';
import { mixLoss } from '../../../src/adapters/tfjs/mix/mixLoss.js';
import { partsOf } from '../../../src/adapters/tfjs/mix/mixTraining.js';
import { tensorLayers } from '../../../src/adapters/tfjs/tensorLayers.js';
import { tensorWeights } from '../../../src/adapters/tfjs/tensorWeights.js';
import { serveJobs } from '../../../src/adapters/process/serveJobs.js';
import type { MixTraining } from '../../../src/domain/learning/mixTraining.js';
import { randomFrom } from '../../../src/domain/random.js';
import type { Role } from '../../../src/domain/role.js';
import { normEpsilon } from '../../../src/model/layers.js';
import type { MixNetOptions } from '../../../src/model/networks/mixBlocks.js';
import { mixPlans } from '../../../src/model/networks/mixPlans.js';
import { preMixNet } from '../../../src/model/networks/preMixNet.js';
import { mixBatch } from '../../../src/model/training/mixBatch.js';
import { taughtTriples } from '../../../src/model/training/taughtTriples.js';
import { mixClips } from '../../support/mixClips.js';
import type { Values, Values4D } from './trainChild.js';

const floats = (tensor: Tensor): Float32Array => Float32Array.from(tensor.dataSync());

const handlers = {
  /** Norm and ReLU of x with their gradients under `above`, by the layers that train and by TensorFlow.js's own operations. */
  async norms({ x, gamma, beta, above }: Record<'x' | 'above', Values4D> & Record<'gamma' | 'beta', Values>) {
    const { tf } = await loadTfjs();
    const given = [tf.tensor4d(x.values, [...x.shape]), tf.tensor1d(gamma.values), tf.tensor1d(beta.values)];
    const weight = tf.tensor4d(above.values, [...above.shape]);
    const statistics: Float32Array[] = [];
    const fused = (a: Tensor, b: Tensor, c: Tensor): Tensor4D => {
      const { normed, mean, variance } = fusedNorm(tf, a as Tensor4D, b as Tensor1D, c as Tensor1D);
      statistics.push(floats(mean), floats(variance));
      tf.dispose([mean, variance]);
      return fusedRelu(tf, normed);
    };
    const { mean, variance } = tf.moments(given[0], [0, 1, 2]);
    const stock = (a: Tensor, b: Tensor, c: Tensor): Tensor4D => {
      const batch = tf.moments(a, [0, 1, 2]);
      const scale = b.div(batch.variance.add(normEpsilon).sqrt());
      return tf.relu(a.sub(batch.mean).mul(scale).add<Tensor4D>(c));
    };
    const told = (f: typeof fused) => {
      const value = f(given[0], given[1], given[2]);
      return [value, ...tf.grads((a, b, c) => f(a, b, c))(given, weight)].map(floats);
    };
    return {
      ...{ fused: told(fused), stock: told(stock) },
      ...{ statistics: statistics.slice(0, 2), moments: [floats(mean), floats(variance)] },
    };
  },
  /**
   * Gradients of the loss of a batch by PreMixNet's weights, with each part heard once and with each triple heard apart; norms go by fixed statistics. How far they are apart, of the
   * largest of each weight, and how many triples there were.
   */
  async combinations({ width, songs }: Pick<MixNetOptions, 'width'> & { readonly songs: number }) {
    const { tf } = await loadTfjs();
    const options: MixTraining = { network: 'premixnet', loss: 'both', labels: 'lsro', width };
    const random = randomFrom('combinations');
    const clips = mixClips({ songs: 2 * songs, frames: 32 });
    const batch = mixBatch(clips, { songs, beats: 1, jitter: true }, random)!;
    const triples = taughtTriples(options, batch.wrong, random);
    const weights = tensorWeights(tf, mixPlans(options), '1');
    const parts = partsOf(tf, batch);
    const gradients = (heard: () => Tensor2D) =>
      tf.variableGrads(() => mixLoss(tf, heard(), { ...options, songs: batch.songs.length, pseudoCounts: 1 }))
        .grads;
    const layers = tensorLayers(tf, weights);
    const together = gradients(() => mixLogits(tf, layers, { parts, triples }, options));
    const apart = gradients(() => {
      const of = (role: Role): Tensor4D =>
        tf.gather(
          parts[role],
          triples.map((triple) => triple[role]),
        );
      const mels = { vocal: of('vocal'), harmonic: of('harmonic'), percussion: of('percussion') };
      return tf.reshape(preMixNet(layers, mels, options), [triples.length, 2]);
    });
    const differences = Object.entries(apart).map(([name, gradient]) => {
      const most = Math.max(...floats(gradient.abs().max()));
      return { name, most, apart: floats(gradient.sub(together[name]).abs().max())[0] };
    });
    weights.dispose();
    return { triples: triples.length, differences };
  },
};
export type LayersHandlers = typeof handlers;

serveJobs(handlers);
