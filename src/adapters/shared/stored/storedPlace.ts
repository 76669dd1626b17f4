import type { PipelineError } from '../../../errors.js';

/** Where stored things lie: a database. What is found there and cannot be read is told with the place and what to do. */
export interface StoredPlace {
  /** The error (`unreadable`) of content that this program never wrote; `what` names it, as in `a clip`. */
  readonly damaged: (what: string, cause?: unknown) => PipelineError;
  /** The error (`unreadable`) of content of another version; `what` names it, as in `A clip`. */
  readonly foreign: (what: string) => PipelineError;
}
