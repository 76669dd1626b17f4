import { setTimeout as wait } from 'node:timers/promises';
import { lastChance } from '../../topologies/source.js';
import { newest } from '../songs/publishSongs.js';
import { failuresOf } from './failuresOf.js';
import type { matchOptionsOf } from './matchOptionsOf.js';
import type { State } from './openState.js';
import { requestRankings } from './requestRankings.js';
import type { Pipeline } from './startPipeline.js';

/** How often it is looked whether all is done, ms. */
const every = 50;

/** Waits until nothing waits in any topic; false when the pipeline ended before. */
async function idle(pipeline: Pipeline): Promise<boolean> {
  const end = pipeline.ended.then(() => 'ended' as const);
  for (;;) {
    if (await pipeline.idle()) return true;
    if ((await Promise.race([wait(every), end])) === 'ended') return false;
  }
}

export interface ProcessOptions {
  readonly state: State;
  readonly pipeline: Pipeline;
  readonly matchOptions: ReturnType<typeof matchOptionsOf>;
}

/** Works until everything published is ranked and its training samples have left; false when interrupted. */
export async function processSongs({ state, pipeline, matchOptions }: ProcessOptions): Promise<boolean> {
  await requestRankings(state.log, matchOptions, 'settings');
  if (!(await idle(pipeline))) return false;
  await requestRankings(state.log, matchOptions, 'drain');
  return idle(pipeline);
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
