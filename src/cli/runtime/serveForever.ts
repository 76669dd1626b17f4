import { exitCodes, type ExitCode } from '../exitCodes.js';
import type { Session } from './session.js';
import { withPipeline } from './withPipeline.js';

/** Runs the session's topologies until interrupted. */
export const serveForever = (session: Session): Promise<ExitCode> =>
  withPipeline(session, async (pipeline) => {
    const metrics = pipeline.url === undefined ? '' : `, metrics on ${pipeline.url}/metrics`;
    session.view.note(`Running ${session.names.join(' and ')}${metrics}. Ctrl-C ends it.`);
    await pipeline.ended;
    return exitCodes.interrupted;
  });
