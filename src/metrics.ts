import { PipelineError, type ErrorCode } from './errors.js';
import { visible } from './domain/text/visible.js';
import type { Seconds } from './domain/units.js';

/** What stage() tells of its work. `stage` and `code` are metric labels, from closed sets; keys and messages are not. */
export interface StageObserver {
  started(stage: string, key: string): void;
  /** fraction: 0 … 1 */
  progressed(stage: string, key: string, fraction: number): void;
  emitted(stage: string, key: string): void;
  finished(stage: string, key: string, duration: Seconds): void;
  failed(stage: string, key: string, error: PipelineError & { readonly code: ErrorCode }): void;
}

/** Observes nothing. */
export const silentObserver: StageObserver = {
  started: () => undefined,
  progressed: () => undefined,
  emitted: () => undefined,
  finished: () => undefined,
  failed: () => undefined,
};

const complainedOf = new WeakSet<object>();

/**
 * Tells somebody who only looks on: work never fails because telling of it does. What `what` throws is a warning of the process, once for
 * each `who`, and otherwise ignored.
 */
export function tell<T extends object>(who: T, what: (who: T) => void): void {
  try {
    what(who);
  } catch (error) {
    if (complainedOf.has(who)) return;
    complainedOf.add(who);
    const { message } = PipelineError.from(error);
    process.emitWarning(visible(`Telling of the work failed (${message}). The work goes on.`));
  }
}
