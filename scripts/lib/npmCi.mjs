import { runQuietly } from './runQuietly.mjs';

/**
 * Installs what package-lock.json says in `cwd`; the npm that runs us, else the one on the PATH. Returns its exit code (−1: not started).
 * @param {readonly string[]} args
 * @param {{ cwd: string, env?: NodeJS.ProcessEnv }} options
 */
export function npmCi(args, options) {
  const all = ['ci', ...args, '--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'];
  const npm = process.env['npm_execpath'];
  return npm?.endsWith('.js')
    ? runQuietly(process.execPath, [npm, ...all], options)
    : runQuietly('npm', all, options);
}
