import { npmCi } from './npmCi.mjs';
import { packagesCurrent } from './packagesCurrent.mjs';

/**
 * Installs the npm packages when they are missing or the lock file changed. Returns the problem, or undefined.
 * @param {string} root
 */
export function ensurePackages(root) {
  if (packagesCurrent(root)) return undefined;
  console.error('Installing npm packages (700 MB on disk, once) …');
  // onnxruntime-node's own install step would download CUDA files; CPU and WebGPU are in the package.
  const env = { ...process.env, ONNXRUNTIME_NODE_INSTALL: 'skip' };
  return npmCi(['--include=dev'], { cwd: root, env }) === 0
    ? undefined
    : 'The npm packages could not be installed (see above). Check the network and try again.';
}
