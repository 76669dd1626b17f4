import { lastValueFrom, toArray } from 'rxjs';
import type { Ranking } from '../../../domain/mashup.js';
import type { Log } from '../../../ports/log.js';
import { rankingChanges } from './rankingChanges.js';

/** The newest ranking of every seed. */
export async function readRankings(log: Log): Promise<readonly Ranking[]> {
  const changes = await lastValueFrom(rankingChanges(log, {}).pipe(toArray()));
  return changes.flatMap(({ ranking }) => ranking ?? []);
}
