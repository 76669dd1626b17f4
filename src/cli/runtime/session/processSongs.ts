import type { matchOptionsOf } from '../wiring/matchOptionsOf.js';
import type { State } from '../wiring/openState.js';
import { requestRankings } from './requestRankings.js';
import type { Pipeline } from '../wiring/startPipeline.js';
import { untilIdle } from './untilIdle.js';

export interface ProcessOptions {
  readonly state: State;
  readonly pipeline: Pipeline;
  readonly matchOptions: ReturnType<typeof matchOptionsOf>;
}

/** Works until everything published is ranked and its training samples have left; false when interrupted. */
export async function processSongs({ state, pipeline, matchOptions }: ProcessOptions): Promise<boolean> {
  await requestRankings(state.log, matchOptions, { why: 'settings' });
  if (!(await untilIdle(pipeline))) return false;
  await requestRankings(state.log, matchOptions, { why: 'drain' });
  return untilIdle(pipeline);
}
