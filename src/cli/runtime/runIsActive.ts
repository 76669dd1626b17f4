import { existsSync } from 'node:fs';
import { takeRunLock } from '../../adapters/sqlite/takeRunLock.js';
import { PipelineError } from '../../errors.js';
import { dataFolder } from './dataFolder.js';

/** Does a run work in the data folder at this moment? */
export function runIsActive(root: string): boolean {
  const { lock } = dataFolder(root);
  if (!existsSync(lock)) return false;
  try {
    takeRunLock(lock).release();
    return false;
  } catch (error) {
    if (PipelineError.from(error).code === 'busy') return true;
    throw error;
  }
}
