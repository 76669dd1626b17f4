import { spawnSync } from 'node:child_process';
import { PipelineError } from '../../errors.js';
import { notSpawned } from './notStarted.js';

/** How long a program may take to say its version, ms. */
const patience = 20_000;

const isMissing = (error: Error): boolean => 'code' in error && error.code === 'ENOENT';

/**
 * The version that a program on the PATH gives when called with `ask`: '' where it says none, undefined where there is no such program.
 * Errors: `missing-program` where it is there and does not work, `unavailable`.
 */
export function programVersion(name: string, ask: string, env: NodeJS.ProcessEnv): string | undefined {
  const { error, status, stdout, stderr } = spawnSync(name, [ask], {
    env,
    encoding: 'utf8',
    timeout: patience,
  });
  if (error && isMissing(error)) return undefined;
  if (error) throw notSpawned(name, error);
  const said = stdout + stderr;
  if (status !== 0) throw new PipelineError('missing-program', `does not work (${lastLine(said)}).`);
  return /\b\d+(?:\.\d+)+/.exec(said)?.[0] ?? '';
}

const lastLine = (text: string): string => text.trim().split('\n').at(-1)?.slice(0, 200) ?? '';
