import type { Clip } from '../../domain/clip.js';
import type { Ranking } from '../../domain/mashup.js';
import { everyTrack } from '../../ports/everyOne.js';
import { breather } from '../stream/breather.js';
import { candidatesOf, type SearchOptions } from './findCandidates.js';
import type { MatchOptions } from './matchOptions.js';
import { rankingOf } from './rank.js';
import { scoredOf } from './score.js';
import { leftOut, sings, type Selection } from './selection.js';

/**
 * Ranks the voices that a choice names, without the songs that it leaves out. Nothing is written: the stored rankings, and the requests
 * for them, are those of all songs.
 */
export function rankAside(options: MatchOptions, choice: Selection): Promise<readonly Ranking[]> {
  const { scorer, release } = options.scorers.take();
  return rankingsAside({ ...options, scorer, voicesNamed: choice.vocal.length > 0 }, choice).finally(release);
}

async function rankingsAside(options: SearchOptions, choice: Selection): Promise<readonly Ranking[]> {
  const { catalogue } = options;
  const breathe = breather(options.clock);
  const rankings: Ranking[] = [];
  for await (const { clipIds } of everyTrack(catalogue))
    for (const seed of await catalogue.getClips(clipIds)) {
      await breathe();
      if (seed.supplies.vocal && sings(choice, seed))
        rankings.push(await rankingAside(options, seed, choice));
    }
  return rankings;
}

async function rankingAside(options: SearchOptions, seed: Clip, choice: Selection): Promise<Ranking> {
  const found = { seed, why: 'settings', revision: 0, sampled: 0 } as const;
  const candidates = await candidatesOf(options, found, (clip) => !leftOut(choice, clip));
  return rankingOf(options, await scoredOf(candidates));
}
