import { silentObserver } from '../../../metrics.js';
import { matchOptionsOf } from '../wiring/matchOptionsOf.js';
import { requestRankings } from './requestRankings.js';
import type { Session } from './session.js';
import { isFirst } from './sweeper.js';
import type { Pipeline } from '../wiring/startPipeline.js';
import { untilIdle } from './untilIdle.js';

/**
 * Drains a run that would go on for ever: first ingest, then matching. A worker among others finishes what it holds, no more. One that works
 * alone goes on until what came of its songs is matched. Seeds that still have no training samples for want of partners are asked to send
 * them (design: once there are enough, or at drain), by one of all workers. Ends sooner when the pipeline is stopped.
 */
export async function drainInOrder(
  session: Pick<Session, 'config' | 'state' | 'scorers' | 'terms' | 'names'>,
  pipeline: Pick<Pipeline, 'drain' | 'idle' | 'ended' | 'namesOf' | 'owns'>,
): Promise<void> {
  const { state, names } = session;
  const matching = pipeline.namesOf('match');
  await pipeline.drain(pipeline.namesOf('ingest'));
  const ask = (): Promise<unknown> =>
    requestRankings(state.log, matchOptionsOf(session, silentObserver), { why: 'drain' });
  if (names.includes('match') && state.shared && isFirst(pipeline)) await ask();
  if (names.includes('match') && !state.shared && (await untilIdle(pipeline, matching))) {
    await ask();
    await untilIdle(pipeline, matching);
  }
  await pipeline.drain();
}
