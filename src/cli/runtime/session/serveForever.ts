import type { Milliseconds } from '../../../domain/units.js';
import { silentObserver } from '../../../metrics.js';
import { exitCodes, type ExitCode } from '../../exitCodes.js';
import { drainInOrder } from './drainInOrder.js';
import { matchOptionsOf } from '../wiring/matchOptionsOf.js';
import { requestRankings } from './requestRankings.js';
import type { Session } from './session.js';
import { withPipeline } from './withPipeline.js';

/** How often seeds are looked for whose ranking is overdue, so that nothing depends on a request having arrived. */
const sweepEvery: Milliseconds = 60_000;

/** Runs the session's topologies until interrupted. */
export const serveForever = (session: Session): Promise<ExitCode> =>
  withPipeline(
    session,
    async (pipeline) => {
      const metrics = pipeline.url === undefined ? '' : `, metrics on ${pipeline.url}/metrics`;
      session.view.note(`Running ${session.names.join(' and ')}${metrics}. Ctrl-C ends it.`);
      const stopSweeping = session.names.includes('match') ? await sweep(session) : undefined;
      await pipeline.ended.finally(stopSweeping);
      return exitCodes.interrupted;
    },
    (pipeline) => drainInOrder(session, pipeline),
  );

/** Asks for overdue rankings now and from time to time; returns how to stop it. */
async function sweep(session: Session): Promise<() => void> {
  const { state, view } = session;
  const options = matchOptionsOf(session, silentObserver);
  let after = await requestRankings(state.log, options, { why: 'settings' });
  return state.clock.every(sweepEvery, () => {
    // One sweep missed is made up for by the next.
    requestRankings(state.log, options, { why: 'sweep', after }).then(
      (next) => (after = next),
      (error: unknown) => view.note(`Looking for overdue rankings: ${String(error)}`),
    );
  });
}
