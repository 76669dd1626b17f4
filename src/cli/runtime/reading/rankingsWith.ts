import type { Ranking } from '../../../domain/mashup.js';
import type { State } from '../wiring/openState.js';
import { rankingIn } from './rankingChanges.js';
import { pagesOfIds } from '../../../operators/match/allIds.js';
import { tracksById } from './tracksById.js';

/** The stored rankings in which clips of these tracks may take part: those of their own voices, and of voices whose shortlists hold them. */
export async function rankingsWith(
  { catalogue, log }: Pick<State, 'catalogue' | 'log'>,
  trackIds: ReadonlySet<string>,
): Promise<readonly Ranking[]> {
  const clipIds = (await tracksById(catalogue, trackIds)).flatMap((track) => track.clipIds);
  const seeds = new Set(clipIds);
  for (const clipId of clipIds)
    for await (const page of pagesOfIds((each) => catalogue.seedsHolding(clipId, each)))
      for (const seed of page) seeds.add(seed);
  const records = await log.newestOf('mashups', [...seeds].sort());
  return [...records.values()].flatMap((record) => rankingIn(record) ?? []);
}
