import type { Clip } from '../../../domain/clip.js';
import type { Mashup, Ranking } from '../../../domain/mashup.js';
import { leftOut, sings, type Selection } from '../../../operators/match/selection.js';

export interface RankingChoice extends Selection {
  /** Name of the scorer: scores of different ones cannot be compared. */
  readonly scorer: string;
}

/** Rankings by the scorer named, of the chosen voices, without mashups of songs that are excluded or gone from `clips`. */
export function usableRankings(
  rankings: readonly Ranking[],
  choice: RankingChoice,
  clips: ReadonlyMap<string, Clip>,
): readonly Ranking[] {
  const allowed = (mashup: Mashup): boolean =>
    mashup.parts.every(({ clipId }) => {
      const clip = clips.get(clipId);
      return clip !== undefined && !leftOut(choice, clip);
    });
  return rankings
    .filter(({ scorer }) => scorer.name === choice.scorer)
    .filter(({ seedClipId }) => {
      const seed = clips.get(seedClipId);
      return seed !== undefined && sings(choice, seed);
    })
    .map((ranking) => ({ ...ranking, mashups: ranking.mashups.filter(allowed) }));
}
