import { atMost } from '../../../adapters/shared/atMost.js';
import type { Milliseconds } from '../../../domain/units.js';
import { exitCodes, type ExitCode } from '../../exitCodes.js';
import { followInSession } from '../models/followInSession.js';
import { retrainAsker } from '../retraining/askToRetrain.js';
import { drainInOrder } from './drainInOrder.js';
import { requestAnalyses } from './requestAnalyses.js';
import type { Session } from './session.js';
import { sweeper } from './sweeper.js';
import { withPipeline } from './withPipeline.js';

/** How often it is looked whether a sweep is due. */
const look: Milliseconds = 1000;
/** A version that is being made ready may hang on a store that is away. */
const longestStop: Milliseconds = 2000;

/** Runs the session's topologies until interrupted. */
export const serveForever = (session: Session): Promise<ExitCode> =>
  withPipeline(
    session,
    async (pipeline) => {
      const metrics = session.health.url === undefined ? '' : `, metrics on ${session.health.url}/metrics`;
      session.view.note(`Running ${session.names.join(' and ')}${metrics}. Ctrl-C ends it.`);
      if (session.names.includes('ingest')) await requestAnalyses(session);
      const follower = followInSession(session, pipeline.models);
      const sweep = sweeper(session, pipeline, () => follower.isBehind());
      const stop = session.names.includes('match') ? session.state.clock.every(look, sweep) : undefined;
      const ask = retrainAsker(session, pipeline);
      const stopAsking = session.names.includes('collect') ? session.state.clock.every(look, ask) : undefined;
      await pipeline.ended.finally(async () => {
        stop?.();
        stopAsking?.();
        await atMost(longestStop, follower.stop());
      });
      return exitCodes.interrupted;
    },
    (pipeline) => drainInOrder(session, pipeline),
  );
