import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { addonIn } from './engines.mjs';

/**
 * Loads the addon of an engine in a process of its own, as training would. Returns TensorFlow's version, or why it cannot be loaded.
 * @param {string} folder
 * @param {import('./engines.mjs').Engine} engine
 * @returns {{ version: string } | { problem: string }}
 */
export function engineVersion(folder, { packageName }) {
  const addon = join(folder, 'node_modules', packageName, addonIn);
  const script = 'process.stdout.write(require(process.argv[1]).TF_Version)';
  const { status, stdout, stderr } = spawnSync(process.execPath, ['-e', script, addon], {
    env: { ...process.env, TF_CPP_MIN_LOG_LEVEL: '2' },
    encoding: 'utf8',
  });
  if (status === 0) return { version: stdout };
  return { problem: /^\w*Error: (.+)$/m.exec(stderr)?.[1] ?? (stderr.trim().slice(-300) || 'it crashed') };
}
