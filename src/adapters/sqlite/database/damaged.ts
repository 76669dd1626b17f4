import { PipelineError } from '../../../errors.js';

/** The error of content that this program never wrote: `what` names it. */
export const damaged = (what: string, path: string, cause?: unknown): PipelineError =>
  new PipelineError(
    'unreadable',
    `Reading ${what} from ${path}: it is damaged, or was written by another version. Restore the file, or move it away and run again.`,
    { ...(cause !== undefined && { cause }), context: { path } },
  );
