import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import type { Tfjs } from './loadTfjs.js';
import { nativeOp } from './nativeOp.js';

/** ReLU with TensorFlow's kernel for its gradient: one pass over the values where TensorFlow.js makes three, and keeps another mask. */
export function fusedRelu(tf: Tfjs, x: Tensor4D): Tensor4D {
  const relu = tf.customGrad((...given) => {
    const [value, save] = given as [Tensor, (kept: Tensor[]) => void];
    const heard = tf.relu(value);
    save([heard]);
    return {
      value: heard,
      gradFunc: (above, saved) => {
        const [kept] = saved;
        return nativeOp(tf, 'ReluGrad', { inputs: [above, kept], outputs: 1 });
      },
    };
  });
  return relu(x) as Tensor4D; // of the shape of x
}
