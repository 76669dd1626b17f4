import type { Tensor, Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import { fusedNorm } from '../../../src/adapters/tfjs/fusedNorm.js';
import { fusedRelu } from '../../../src/adapters/tfjs/fusedRelu.js';
import { loadTfjs } from '../../../src/adapters/tfjs/loadTfjs.js';
import { serveJobs } from '../../../src/adapters/process/serveJobs.js';
import { normEpsilon } from '../../../src/model/layers.js';
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
};
export type LayersHandlers = typeof handlers;

serveJobs(handlers);
