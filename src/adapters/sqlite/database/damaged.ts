import { PipelineError } from '../../../errors.js';
import type { StoredPlace } from '../../shared/stored/storedPlace.js';

/** The error of content that this program never wrote: `what` names it. */
export const damaged = (what: string, path: string, cause?: unknown): PipelineError =>
  new PipelineError(
    'unreadable',
    `Reading ${what} from ${path}: it is damaged, or was written by another version. Restore the file, or move it away and run again.`,
    { ...(cause !== undefined && { cause }), context: { path } },
  );

/** The database file at `path`, as where its content lies. */
export const storedAt = (path: string): StoredPlace => ({
  damaged: (what, cause) => damaged(what, path, cause),
  foreign: (what) =>
    new PipelineError(
      'unreadable',
      `${what} in ${path} was written by another version of mashstream. Use that one, or choose another data folder.`,
      { context: { path } },
    ),
});
