import type { matchOptionsOf } from '../wiring/matchOptionsOf.js';
import type { State } from '../wiring/openState.js';
import { requestRankings } from './requestRankings.js';
import type { Pipeline } from '../wiring/startPipeline.js';
import { isFirst } from './sweeper.js';
import { untilIdle, untilJoined } from './untilIdle.js';

export interface ProcessOptions {
  readonly state: State;
  readonly pipeline: Pipeline;
  readonly matchOptions: ReturnType<typeof matchOptionsOf>;
}

/**
 * Works until everything published is ranked and its training samples have left; false when interrupted. Among other workers it waits for what
 * they publish too, for it cannot be told of a request which song it came of; and what is asked once for all, stale rankings and the samples of seeds
 * with few partners, is asked by one of them (isFirst), now or when that one ends.
 */
export async function processSongs({ state, pipeline, matchOptions }: ProcessOptions): Promise<boolean> {
  const isToAsk = (): boolean => !state.shared || isFirst(pipeline);
  if (state.shared && !(await untilJoined(pipeline))) return false;
  if (isToAsk()) await requestRankings(state.log, matchOptions, { why: 'settings' });
  if (!(await untilIdle(pipeline))) return false;
  if (!isToAsk()) return true;
  await requestRankings(state.log, matchOptions, { why: 'drain' });
  return untilIdle(pipeline);
}
