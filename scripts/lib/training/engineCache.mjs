import { join } from 'node:path';

/**
 * The folder that holds the builds, outside the repository: they outlive a checkout and serve all of them (src/adapters/tfjs/engines.ts looks
 * there as well). MASHSTREAM_TFJS names another.
 * @param {NodeJS.ProcessEnv} env
 * @param {string} home
 */
export const engineCache = (env, home) =>
  env['MASHSTREAM_TFJS'] || join(env['XDG_CACHE_HOME'] || join(home, '.cache'), 'mashstream');
