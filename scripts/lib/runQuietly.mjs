import { spawnSync } from 'node:child_process';

/**
 * Runs a command whose output goes to stderr, so that stdout stays the program's own. Returns its exit code (−1: not started).
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} options
 */
export function runQuietly(command, args, options = {}) {
  const { status, signal, error } = spawnSync(command, args, { ...options, stdio: ['ignore', 2, 2] });
  // Ctrl-C while it ran: it was meant for all of us.
  if (signal) process.kill(process.pid, signal);
  return error ? -1 : (status ?? -1);
}
