import type { Config } from '../../config.js';
import { firstFew } from '../../domain/text/firstFew.js';
import { printError } from '../text/print.js';
import { unknownVariables } from './environmentLayer.js';
import { loadConfig } from './loadConfig.js';

/**
 * The configuration of this process with a command's flags; `--config` names the file. Variables that
 * only look like settings are warned of. Error `bad-config`: all problems.
 */
export function configOf({ config: file, ...flags }: Readonly<Record<string, unknown>>): Config {
  const unknown = unknownVariables(process.env);
  if (unknown.length > 0)
    printError(`Not settings of mashstream, and left out: ${firstFew(unknown).join(', ')}.\n`);
  return loadConfig({
    folder: process.cwd(),
    env: process.env,
    flags,
    ...(typeof file === 'string' && { file }),
  });
}
