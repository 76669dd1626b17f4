/**
 * The two builds of TensorFlow.js. `recipe`: the folder in training/ with its package-lock.json and, as requirements.txt, the Python wheels
 * that bring TensorFlow's C library. `folder`: its name in the cache (see src/adapters/tfjs/engines.ts, which loads it). `download`, `space`:
 * megabytes of the wheels, and on the disk while it is built.
 * @typedef {{ recipe: string, packageName: string, folder: string, download: number, space: number }} Engine
 */

/** @type {Readonly<Record<'cpu' | 'gpu', Engine>>} */
export const engines = {
  cpu: {
    recipe: 'cpu',
    packageName: '@tensorflow/tfjs-node',
    folder: 'tfjs-4.22.0-tf2.15.1',
    download: 207,
    space: 1500,
  },
  gpu: {
    recipe: 'gpu',
    packageName: '@tensorflow/tfjs-node-gpu',
    folder: 'tfjs-gpu-4.22.0-tf2.15.1',
    download: 2092,
    space: 6500,
  },
};

/** Where the addon lies in its package; Node-API 8 is the newest that the package looks for, and every Node that we run on has it. */
export const napi = 8;
export const addonIn = `lib/napi-v${napi}/tfjs_binding.node`;
