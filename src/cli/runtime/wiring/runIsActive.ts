import { existsSync } from 'node:fs';
import { runLockIsTaken } from '../../../adapters/sqlite/lock/runLockIsTaken.js';
import { dataFolder } from './dataFolder.js';

/** Does a run work in the data folder at this moment? */
export function runIsActive(root: string): boolean {
  const { lock } = dataFolder(root);
  return existsSync(lock) && runLockIsTaken(lock);
}
