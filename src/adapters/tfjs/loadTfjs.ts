import { createRequire } from 'node:module';
// Its methods on tensors, which the node package registers.
import type {} from '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops.js';
export type Tfjs = typeof import('@tensorflow/tfjs-core');
export async function loadTfjs(): Promise<Tfjs> {
  process.env['TF_CPP_MIN_LOG_LEVEL'] ??= '2';
  return createRequire('/tmp/h/tfjs/')('@tensorflow/tfjs-node') as Tfjs;
}
