import { spawnLeashed } from '../../../src/adapters/process/spawnLeashed.js';
import type { Seconds } from '../../../src/domain/units.js';
import { PipelineError } from '../../../src/errors.js';

export interface ToolOptions {
  /** Beside our own environment. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly timeout?: Seconds;
}

/**
 * Runs a program of a tool chain to its end; it is ended with us. Error `missing-program` where it is not there or fails, with the
 * end of what it wrote: a server that cannot be installed leaves its tests out.
 */
export async function runTool(
  program: string,
  args: readonly string[],
  { environment = {}, timeout = 20 * 60 }: ToolOptions = {},
): Promise<void> {
  const { done } = spawnLeashed(program, args, { environment, timeout });
  const { code, stderr } = await done.catch((cause: unknown) => {
    throw new PipelineError('missing-program', PipelineError.from(cause).message, { cause });
  });
  if (code === 0) return;
  throw new PipelineError(
    'missing-program',
    `${[program, ...args].join(' ')} failed (exit ${String(code)}): ${stderr.slice(-1000).trim()}`,
  );
}
