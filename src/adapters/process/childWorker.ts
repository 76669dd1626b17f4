import { PipelineError } from '../../errors.js';
import type { Seconds } from '../../domain/units.js';
import { fairPool } from './fairPool.js';
import type { Handlers } from './jobMessages.js';
import { startChild, type Child, type ChildOptions, type RunOptions } from './startChild.js';

export interface ChildWorkerOptions extends ChildOptions {
  /** Children at most; each has one job at a time. Default 1. */
  readonly size?: number;
  /** A child without work is ended after so long; default 60. */
  readonly idle?: Seconds;
}

/** Runs jobs in child processes; `H` is the type of the handlers that the entry module serves. */
export interface ChildWorker<H extends Handlers> {
  /**
   * Waits for a free child, starting one where there is none. Rejects with what the handler threw, `child-died` (retryable; the
   * next job gets a fresh child) or, after the signal or `close`, `aborted` (no process is left then).
   */
  run<K extends keyof H & string>(
    kind: K,
    request: Parameters<H[K]>[0],
    options?: RunOptions,
  ): Promise<Awaited<ReturnType<H[K]>>>;
  close(): Promise<void>;
}

/** A place for one child, filled when needed. */
interface Slot {
  child: Child | undefined;
  timer: NodeJS.Timeout | undefined;
}

/** Makes a worker; no child is started before the first job. */
export function childWorker<H extends Handlers>(options: ChildWorkerOptions): ChildWorker<H> {
  const { name, size = 1, idle = 60 } = options;
  const slots = Array.from({ length: size }, (): Slot => ({ child: undefined, timer: undefined }));
  const refusal = () => new PipelineError('aborted', `${name} was stopped: its work is not wanted any more.`);
  const pool = fairPool(slots, { preferred: ({ child }) => child?.alive() === true, refusal });
  let closed = false;
  const run = async (kind: string, request: unknown, runOptions: RunOptions = {}): Promise<unknown> => {
    const slot = await pool.acquire(runOptions.signal);
    clearTimeout(slot.timer);
    try {
      // Closing may have come between the lending and now.
      if (closed) throw refusal();
      if (slot.child?.alive() !== true) slot.child = startChild(options);
      return await slot.child.run(kind, request, runOptions);
    } finally {
      slot.timer = setTimeout(() => void slot.child?.end(), idle * 1000).unref();
      pool.release(slot);
    }
  };
  return {
    // The entry module serves H, which says what each handler takes and returns.
    run: run as ChildWorker<H>['run'],
    async close() {
      closed = true;
      pool.refuseAll();
      const ends = slots.map((slot) => {
        clearTimeout(slot.timer);
        return slot.child?.end() ?? Promise.resolve();
      });
      await Promise.all(ends);
    },
  };
}
