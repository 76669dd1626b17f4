import { isNarrow } from '../../../operators/match/selection.js';
import type { ExitCode } from '../../exitCodes.js';
import { refuse } from '../../refuse.js';
import { serveForever } from './serveForever.js';
import type { SessionOptions } from './session.js';
import { withSession } from './withSession.js';
import { workThrough } from './workThrough.js';

/** Runs topologies over a data folder, for songs or for ever, and shows what came of it. Errors: what stops the process. */
export async function runSession(options: SessionOptions): Promise<ExitCode> {
  if (options.forever && isNarrow(options.config))
    refuse([
      '--vocal, --exclude and --bpm-range choose what one run shows, and a run for ever ranks all songs: ' +
        'leave them out here (and out of mashstream.json and the environment), and give them to `watch`',
    ]);
  return withSession(options, options.forever ? serveForever : workThrough);
}
