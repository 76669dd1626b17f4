import { pipelineLog, type PipelineLog } from '../../../adapters/pino/pipelineLog.js';
import { printError } from '../../text/print.js';
import type { SessionOptions } from './session.js';

/**
 * The log of a run, on stderr: where it is asked for, and of a run for ever whose stderr is no terminal, since nobody looks on there.
 * undefined: a view of the progress tells people what they want to know.
 */
export function logOf({
  config: { logFormat, logLevel: level },
  forever,
  json,
}: Pick<SessionOptions, 'config' | 'forever' | 'json'>): PipelineLog | undefined {
  const unwatched = forever && !json && !process.stderr.isTTY;
  const wanted = logFormat === 'json' || (logFormat === 'auto' && unwatched);
  return wanted ? pipelineLog({ level, write: printError }) : undefined;
}
