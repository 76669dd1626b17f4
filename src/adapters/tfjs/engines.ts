import { homedir } from 'node:os';
import { join } from 'node:path';

/** A build of TensorFlow.js, as `npm run setup:train` leaves it (scripts/lib/training/engines.mjs). */
export interface Engine {
  readonly packageName: string;
  /** Its folder in the cache. */
  readonly folder: string;
}

/** Which are tried, in this order. */
export const engines: readonly Engine[] = [
  { packageName: '@tensorflow/tfjs-node-gpu', folder: 'tfjs-gpu-4.22.0-tf2.15.1' },
  { packageName: '@tensorflow/tfjs-node', folder: 'tfjs-4.22.0-tf2.15.1' },
];

/** The folder that holds them: outside the repository, so that all checkouts share one. Empty variables count as not set. */
export function engineCache(env: NodeJS.ProcessEnv, home = homedir()): string {
  const [own, caches] = [env['MASHSTREAM_TFJS'], env['XDG_CACHE_HOME']].map((path) => path ?? '');
  if (own !== '') return own;
  return join(caches === '' ? join(home, '.cache') : caches, 'mashstream');
}
