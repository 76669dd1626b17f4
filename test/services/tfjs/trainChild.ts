import type { Scalar, Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import { loadTfjs } from '../../../src/adapters/tfjs/loadTfjs.js';
import { serveJobs } from '../../../src/adapters/process/serveJobs.js';

/** Values in row-major order, with their shape. */
export interface Values<Rank extends readonly number[] = readonly number[]> {
  readonly values: Float32Array;
  readonly shape: Rank;
}
export type Values4D = Values<readonly [number, number, number, number]>;

const floats = async (tensor: Tensor): Promise<Float32Array> => Float32Array.from(await tensor.data());

const handlers = {
  async about() {
    const { engine, version, library, device } = await loadTfjs();
    return { engine, version, library, device };
  },
  /** Gradients of Σ relu(x ∗ w)² · weight, by x and by w; the convolution keeps the size. */
  async gradients({ x, w, weight }: { x: Values4D; w: Values4D; weight: Values4D }) {
    const { tf } = await loadTfjs();
    const tensor = ({ values, shape }: Values4D): Tensor4D => tf.tensor4d(values, [...shape]);
    const loss = (image: Tensor, kernel: Tensor) => {
      const sound = tf.relu(tf.conv2d(image as Tensor4D, kernel as Tensor4D, 1, 'same'));
      return tf.sum(tf.mul(tf.square(sound), tensor(weight)));
    };
    const [byImage, byKernel] = tf.grads(loss)([tensor(x), tensor(w)]);
    return { byImage: await floats(byImage), byKernel: await floats(byKernel) };
  },
  /** Losses of a line fitted by Adam to y = 3 x − 1, one a step, and the line that came of it. */
  async fitLine(steps: number) {
    const { tf } = await loadTfjs();
    const x = tf.linspace(-1, 1, 32);
    const y = tf.sub(tf.mul(x, 3), 1);
    const [slope, offset] = [tf.scalar(0), tf.scalar(0)].map((start) => tf.variable(start));
    const adam = tf.train.adam(0.1);
    const losses: number[] = [];
    for (let i = 0; i < steps; i++) {
      const loss = adam.minimize(
        () => tf.mean<Scalar>(tf.squaredDifference(tf.add(tf.mul(x, slope), offset), y)),
        true,
      );
      losses.push((await floats(loss!))[0]); // it is asked for
    }
    return { losses, slope: (await floats(slope))[0], offset: (await floats(offset))[0] };
  },
};
export type TrainHandlers = typeof handlers;

serveJobs(handlers);
