import type { ExitCode } from '../exitCodes.js';
import { serveForever } from './serveForever.js';
import type { SessionOptions } from './session.js';
import { withSession } from './withSession.js';
import { workThrough } from './workThrough.js';

/** Runs topologies over a data folder, for songs or for ever, and shows what came of it. Errors: what stops the process. */
export const runSession = (options: SessionOptions): Promise<ExitCode> =>
  withSession(options, options.forever ? serveForever : workThrough);
