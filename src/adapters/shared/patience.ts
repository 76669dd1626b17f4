import { setTimeout as pauseFor } from 'node:timers/promises';
import type { Milliseconds } from '../../domain/units.js';
import { PipelineError } from '../../errors.js';

export interface PatienceOptions {
  /** Ends all waiting. */
  readonly signal?: AbortSignal;
  /** The longest wait for one thing, with the time that its failures took. Left out: for ever. */
  readonly limit?: Milliseconds;
  /** Told once when waiting lasts … */
  readonly onWaiting?: (error: PipelineError) => void;
  /** … and once when nothing is waited for any more. */
  readonly onOver?: () => void;
  readonly pause?: (span: Milliseconds, signal: AbortSignal | undefined) => Promise<unknown>;
  readonly now?: () => Milliseconds;
}

/** Waits for what is away for the moment (error code `unavailable`): a database that another process holds, say. */
export interface Patience {
  /**
   * Does `work`; while that fails with `unavailable`, waits and does it again. Work must leave nothing half done when it fails so.
   * Errors: those of the work; `aborted` when a signal ends the waiting; `unavailable`, not to be retried, at the limit.
   */
  through<T>(work: () => T | PromiseLike<T>, signal?: AbortSignal): Promise<T>;
  /** What has been waited for long enough to be told; undefined: nothing. */
  readonly reason: () => string | undefined;
}

const firstPause: Milliseconds = 50;
const longestPause: Milliseconds = 2000;
/** Shorter waits are everyday life among processes that share a file; and so is one failure, however long it took to come. */
const worthTelling = { span: 700 as Milliseconds, failures: 2 } as const;

const pauseOnClock = (span: Milliseconds, signal: AbortSignal | undefined): Promise<unknown> =>
  pauseFor(span, undefined, signal && { signal });

/** Patience that backs off from 50 ms, doubling, to 2 s. What many wait for at once is told once. */
export function createPatience(options: PatienceOptions = {}): Patience {
  const { limit = Infinity, pause = pauseOnClock, now = () => performance.now() } = options;
  /** What failed and is waited for. */
  const waits = new Map<symbol, PipelineError>();
  let isTold = false;
  const tell = (error: PipelineError): void => {
    if (!isTold) options.onWaiting?.(error);
    isTold = true;
  };
  const over = (wait: symbol): void => {
    waits.delete(wait);
    if (!isTold || waits.size > 0) return;
    isTold = false;
    options.onOver?.();
  };
  return {
    async through(work, signal) {
      const wait = Symbol('wait');
      const began = now();
      let span = firstPause;
      try {
        for (let failures = 1; ; failures += 1) {
          try {
            return await work();
          } catch (error) {
            if (!isAway(error)) throw error;
            waits.set(wait, error);
            const waited = now() - began;
            if (waited >= limit) throw gaveUp(error, waited);
            if (waited >= worthTelling.span && failures >= worthTelling.failures) tell(error);
            await pause(span, either(options.signal, signal)).catch(() => aborted(error));
          }
          span = Math.min(2 * span, longestPause);
        }
      } finally {
        over(wait);
      }
    },
    reason: () => {
      const [error] = waits.values();
      return isTold ? `waiting for ${whatIsAway(error)}` : undefined;
    },
  };
}

const isAway = (error: unknown): error is PipelineError =>
  error instanceof PipelineError && error.code === 'unavailable' && error.retryable;

const whatIsAway = ({ context, message }: PipelineError): string => String(context['away'] ?? message);

function aborted(cause: PipelineError): never {
  throw new PipelineError('aborted', `Waiting for ${whatIsAway(cause)} was stopped.`, { cause });
}

const gaveUp = (cause: PipelineError, waited: Milliseconds): PipelineError =>
  new PipelineError(
    'unavailable',
    `${cause.message} It was waited for ${Math.round(waited / 1000)} s. Try again when it is free.`,
    { cause, context: cause.context },
  );

const either = (a: AbortSignal | undefined, b: AbortSignal | undefined): AbortSignal | undefined =>
  a && b ? AbortSignal.any([a, b]) : (a ?? b);
