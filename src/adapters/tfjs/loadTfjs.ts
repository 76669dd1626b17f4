import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type * as core from '@tensorflow/tfjs-core';
// Its operations as methods of tensors, which the node package registers.
import type {} from '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops.js';
import { PipelineError } from '../../errors.js';
import { engineCache, engines, type Engine } from './engines.js';
import { restoreUtil } from './restoreUtil.js';

/** TensorFlow.js: the functions of its core. */
export type Tfjs = typeof core;

/** It, and whose arithmetic is behind it. */
export interface LoadedTfjs {
  readonly tf: Tfjs;
  /** The package that was loaded. */
  readonly engine: string;
  /** Versions of TensorFlow.js and of TensorFlow's C library. */
  readonly version: string;
  readonly library: string;
  readonly device: 'gpu' | 'cpu';
}

/** The part of tfjs-node's backend that tells who answers. */
interface NodeBackend {
  readonly binding: { readonly TF_Version: string };
  readonly isUsingGpuDevice: boolean;
}

const advice = 'Run: npm run setup:train';

/**
 * Loads the TensorFlow.js that `npm run setup:train` has built, with the GPU where that build is there and loads. For child processes only: its calls
 * block the event loop, and it cannot be unloaded. Error: `missing-program`, with what to run.
 */
export async function loadTfjs(env: NodeJS.ProcessEnv = process.env): Promise<LoadedTfjs> {
  const cache = engineCache(env);
  const failures: string[] = [];
  for (const engine of engines) {
    const folder = join(cache, engine.folder);
    if (!existsSync(folder)) continue;
    try {
      return await open(engine, folder);
    } catch (error) {
      failures.push(`${folder}: ${PipelineError.from(error).message}`);
    }
  }
  const said =
    failures.length === 0
      ? `Training needs TensorFlow.js, and there is none in ${cache}`
      : `Training needs TensorFlow.js, which does not load (${failures.join('; ')})`;
  throw new PipelineError('missing-program', `${said}. ${advice}`);
}

async function open({ packageName }: Engine, folder: string): Promise<LoadedTfjs> {
  // Else the C++ library tells on stderr which instructions it uses.
  process.env['TF_CPP_MIN_LOG_LEVEL'] ??= '2';
  restoreUtil();
  const require = createRequire(join(folder, 'package.json'));
  // Alone at first: a package whose addon fails would have registered its kernels by then.
  require(`${packageName}/lib/napi-v8/tfjs_binding.node`);
  const tf = require(packageName) as Tfjs; // it exports all that the core does
  await tf.ready();
  const { binding, isUsingGpuDevice } = tf.backend() as unknown as NodeBackend; // which tfjs-node has registered
  return {
    tf,
    engine: packageName,
    version: tf.version_core,
    library: binding.TF_Version,
    device: isUsingGpuDevice ? 'gpu' : 'cpu',
  };
}
