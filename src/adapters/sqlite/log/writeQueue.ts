import { PipelineError } from '../../../errors.js';
import type { Patience } from '../../shared/patience.js';
import type { Database } from '../database/connect.js';

/** Writes that share a transaction, since each transaction waits for the disk. */
export interface WriteQueue {
  /** Runs `work` with others in the next transaction, again while the database is held by others; resolves when that is durable. */
  write<T>(work: () => T): Promise<T>;
  /** Runs what is waiting at once; resolves when nothing is. */
  flush(): Promise<void>;
}

interface Job {
  /** Returns what tells of success. */
  readonly work: () => () => void;
  readonly reject: (error: PipelineError) => void;
}

/**
 * Group commit: what is asked for within one turn of the event loop, or while the database is held by others, is written together, in
 * order, all or nothing. Work may be done more than once, so only its writes and its result may count.
 */
export function writeQueue(db: Database, patience: Patience): WriteQueue {
  let jobs: Job[] = [];
  let writing: Promise<void> | undefined;
  const writeBatch = async (): Promise<void> => {
    const batch = jobs;
    jobs = [];
    await patience
      .through(() => db.transaction(() => batch.map((job) => job.work())))
      .then(
        (successes) => successes.forEach((tell) => tell()),
        (error: unknown) => batch.forEach((job) => job.reject(PipelineError.from(error))),
      );
    writing = undefined;
    if (jobs.length > 0) soon();
  };
  const next = (): Promise<void> => (writing ??= writeBatch());
  const soon = (): void => void setImmediate(() => jobs.length > 0 && void next());
  return {
    async flush() {
      while (writing || jobs.length > 0) await next();
    },
    write: <T>(work: () => T) =>
      new Promise<T>((resolve, reject) => {
        if (jobs.length === 0) soon();
        jobs.push({ work: () => resolved(work(), resolve), reject });
      }),
  };
}

const resolved =
  <T>(result: T, resolve: (result: T) => void) =>
  (): void =>
    resolve(result);
