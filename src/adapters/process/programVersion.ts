import { spawnSync } from 'node:child_process';

/** How long a program may take to say its version, ms. */
const patience = 20_000;

/** The version that a program on the PATH gives when called with `ask`: '' where it says none, undefined where there is no such program. */
export function programVersion(name: string, ask: string, env: NodeJS.ProcessEnv): string | undefined {
  const { error, stdout, stderr } = spawnSync(name, [ask], { env, encoding: 'utf8', timeout: patience });
  if (error) return undefined;
  return /\b\d+(?:\.\d+)+/.exec(stdout + stderr)?.[0] ?? '';
}
