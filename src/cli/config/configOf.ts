import type { Config } from '../../config.js';
import { loadConfig } from './loadConfig.js';

/** The configuration of this process with a command's flags; `--config` names the file. Error `bad-config`: all problems. */
export function configOf({ config: file, ...flags }: Readonly<Record<string, unknown>>): Config {
  return loadConfig({
    folder: process.cwd(),
    env: process.env,
    flags,
    ...(typeof file === 'string' && { file }),
  });
}
