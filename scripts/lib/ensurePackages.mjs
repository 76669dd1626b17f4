import { packagesCurrent } from './packagesCurrent.mjs';
import { runQuietly } from './runQuietly.mjs';

/**
 * Installs the npm packages when they are missing or the lock file changed. Returns the problem, or undefined.
 * @param {string} root
 */
export function ensurePackages(root) {
  if (packagesCurrent(root)) return undefined;
  console.error('Installing npm packages (700 MB on disk, once) …');
  // onnxruntime-node's own install step would download CUDA files; CPU and WebGPU are in the package.
  const env = { ...process.env, ONNXRUNTIME_NODE_INSTALL: 'skip' };
  const npm = process.env['npm_execpath'];
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const code = npm?.endsWith('.js')
    ? runQuietly(process.execPath, [npm, ...args], { cwd: root, env })
    : runQuietly('npm', args, { cwd: root, env });
  return code === 0
    ? undefined
    : 'The npm packages could not be installed (see above). Check the network and try again.';
}
