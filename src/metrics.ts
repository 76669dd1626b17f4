import type { ErrorCode, PipelineError } from './errors.js';
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
