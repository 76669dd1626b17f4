import { silentObserver } from '../../../metrics.js';
import { matchOptionsOf } from '../wiring/matchOptionsOf.js';
import { requestRankings } from './requestRankings.js';
import type { Session } from './session.js';
import type { Pipeline } from '../wiring/startPipeline.js';
import { untilIdle } from './untilIdle.js';

/**
 * Drains a run that would go on for ever: first ingest, then the matching of what came of it; then seeds that still have no training
 * samples for want of partners send them (design: once there are enough, or at drain). Ends sooner when the pipeline is stopped.
 */
export async function drainInOrder(
  session: Pick<Session, 'config' | 'state' | 'scorers' | 'terms' | 'names'>,
  pipeline: Pick<Pipeline, 'drain' | 'idle' | 'ended' | 'namesOf'>,
): Promise<void> {
  const { state, names } = session;
  const matching = pipeline.namesOf('match');
  await pipeline.drain(pipeline.namesOf('ingest'));
  if (names.includes('match') && (await untilIdle(pipeline, matching))) {
    await requestRankings(state.log, matchOptionsOf(session, silentObserver), { why: 'drain' });
    await untilIdle(pipeline, matching);
  }
  await pipeline.drain();
}
