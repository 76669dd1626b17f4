import { setTimeout as pause } from 'node:timers/promises';
import { takeRunLock, type RunLock } from '../../../src/adapters/sqlite/lock/takeRunLock.js';
import { PipelineError } from '../../../src/errors.js';

/** Longer than the slowest build on two busy cores. */
const longestWait = 25 * 60_000;

/** Does `work` while this process alone has the lock file at `path`; another that has it is waited for. */
export async function withLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  const lock = await taken(path);
  try {
    return await work();
  } finally {
    lock.release();
  }
}

async function taken(path: string): Promise<RunLock> {
  for (const end = Date.now() + longestWait; ;) {
    try {
      return takeRunLock(path);
    } catch (error) {
      const busy = error instanceof PipelineError && error.code === 'busy';
      if (!busy || Date.now() > end) throw error;
      await pause(500);
    }
  }
}
