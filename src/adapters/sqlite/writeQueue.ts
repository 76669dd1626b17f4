import { PipelineError } from '../../errors.js';
import type { Database } from './connect.js';

/** Writes that share a transaction, since each transaction waits for the disk. */
export interface WriteQueue {
  /** Runs `work` with others in the next transaction; resolves when that is durable. */
  write(work: () => void): Promise<void>;
  /** Runs what is waiting at once. */
  flush(): void;
}

interface Job {
  readonly work: () => void;
  readonly resolve: () => void;
  readonly reject: (error: PipelineError) => void;
}

/** Group commit: what is asked for within one turn of the event loop is written together, in order, all or nothing. */
export function writeQueue(db: Database): WriteQueue {
  let jobs: Job[] = [];
  const flush = (): void => {
    const batch = jobs;
    jobs = [];
    if (batch.length === 0) return;
    try {
      db.transaction(() => batch.forEach((job) => job.work()));
    } catch (error) {
      const failure = PipelineError.from(error);
      batch.forEach((job) => job.reject(failure));
      return;
    }
    batch.forEach((job) => job.resolve());
  };
  return {
    flush,
    write: (work) =>
      new Promise((resolve, reject) => {
        if (jobs.length === 0) setImmediate(flush);
        jobs.push({ work, resolve, reject });
      }),
  };
}
