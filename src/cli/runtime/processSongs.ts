import { lastChance } from '../../topologies/source.js';
import { newest } from '../songs/publishSongs.js';
import { failuresOf } from './failuresOf.js';
import type { matchOptionsOf } from './matchOptionsOf.js';
import type { State } from './openState.js';
import { requestRankings } from './requestRankings.js';
import type { Pipeline } from './startPipeline.js';
import { untilIdle } from './untilIdle.js';

export interface ProcessOptions {
  readonly state: State;
  readonly pipeline: Pipeline;
  readonly matchOptions: ReturnType<typeof matchOptionsOf>;
}

/** Works until everything published is ranked and its training samples have left; false when interrupted. */
export async function processSongs({ state, pipeline, matchOptions }: ProcessOptions): Promise<boolean> {
  await requestRankings(state.log, matchOptions, 'settings');
  if (!(await untilIdle(pipeline))) return false;
  await requestRankings(state.log, matchOptions, 'drain');
  return untilIdle(pipeline);
}

/**
 * Tracks that were given up because their work seemed to end the process are tried once more, after everything else is safe: the
 * process may have been ended by something else (a power cut, an impatient user). Resolves to whether there were any.
 */
export async function retryGivenUp({ log }: State, trackKeys: readonly string[]): Promise<boolean> {
  const failures = await failuresOf(log, trackKeys);
  const givenUp = failures.filter(({ code }) => code === 'too-many-attempts').map(({ trackKey }) => trackKey);
  const tracks = await newest(log, 'tracks');
  for (const key of givenUp) {
    const value = tracks.get(key)?.value ?? null;
    await log.append('tracks', [{ key, value, headers: { [lastChance]: 'yes' } }]);
  }
  return givenUp.length > 0;
}
