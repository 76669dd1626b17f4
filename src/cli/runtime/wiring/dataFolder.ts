import { join, resolve } from 'node:path';

/** Where things lie in the data folder; absolute paths. */
export interface DataFolder {
  readonly root: string;
  readonly database: string;
  readonly lock: string;
  readonly blobs: string;
  readonly work: string;
}

/** The layout of a data folder. */
export function dataFolder(root: string): DataFolder {
  const at = (name: string): string => join(resolve(root), name);
  return {
    root: at('.'),
    database: at('mashstream.db'),
    lock: at('run.lock'),
    blobs: at('blobs'),
    work: at('work'),
  };
}
