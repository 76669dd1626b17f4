import type { Clip } from '../../../domain/clip.js';
import type { Mashup, Ranking } from '../../../domain/mashup.js';
import type { Catalogue } from '../../../ports/catalogue.js';
import type { Log } from '../../../ports/log.js';
import { bestOfRankings, type BoundedRanking } from '../../results/best/bestOfRankings.js';
import { usableRankings, type RankingChoice } from '../../results/best/usableRankings.js';
import { clipsById } from './clipsById.js';
import { rankingsByBest } from './rankingsByBest.js';

export interface Best {
  readonly mashups: readonly Mashup[];
  /** Those of their voices, by the voice's clip id. */
  readonly rankings: ReadonlyMap<string, Ranking>;
  /** All clips that they are made of, by id. */
  readonly clips: ReadonlyMap<string, Clip>;
}

interface Stores {
  readonly log: Pick<Log, 'newestOf'>;
  readonly catalogue: Catalogue;
}

/** The `top` best mashups of the rankings that the choice allows, a pair of songs both ways round where that is asked for. Reads little more than what it finds. */
export async function findBest(
  stores: Stores,
  choice: RankingChoice & { readonly top: number; readonly bothWays: boolean },
): Promise<Best> {
  const rankings = new Map<string, Ranking>();
  const clips = new Map<string, Clip>();
  async function* usable(): AsyncGenerator<BoundedRanking> {
    for await (const { best, ranking } of rankingsByBest(stores, choice.scorer)) {
      for (const [id, clip] of await clipsById(stores.catalogue, missing(ranking, clips)))
        clips.set(id, clip);
      for (const chosen of usableRankings([ranking], choice, clips)) {
        rankings.set(chosen.seedClipId, chosen);
        yield { best, ranking: chosen };
      }
    }
  }
  const mashups = await bestOfRankings(usable(), { count: choice.top, bothWays: choice.bothWays });
  return { mashups, rankings, clips };
}

const missing = ({ seedClipId, mashups }: Ranking, clips: ReadonlyMap<string, Clip>): readonly string[] =>
  [seedClipId, ...mashups.flatMap(({ parts }) => parts.map(({ clipId }) => clipId))].filter(
    (id) => !clips.has(id),
  );
