import { bootstrapMean, grouped, type Estimate } from './bootstrap.js';
import { rankAmong, rocArea } from './rocArea.js';

/** How well parts are found by their scores: from voices to harmonies and back. */
export interface PairRetrieval {
  /** Area under ROC of the right harmony of a voice among those of other compositions. */
  readonly harmonyOfVoice: Estimate;
  readonly voiceOfHarmony: Estimate;
  /** Mean of 1 / rank of the right one, both ways. */
  readonly reciprocalRank: number;
}

export interface ScoredPairs {
  /** Of each row and column. */
  readonly compositions: readonly string[];
  /** [n, n]: of voice i with harmony j; those of one composition are right on the diagonal and left out beside it. */
  readonly scores: Float32Array;
}

export function pairRetrieval({ compositions, scores }: ScoredPairs): PairRetrieval {
  const n = compositions.length;
  const judged = compositions.flatMap((composition, i) =>
    ([(j: number) => i * n + j, (j: number) => j * n + i] as const).map((at, way) => {
      const wrong = compositions.flatMap((other, j) => (other === composition ? [] : [scores[at(j)]]));
      const right = scores[at(i)];
      return { composition, way, area: rocArea(right, wrong), rank: rankAmong(right, wrong) };
    }),
  );
  const areas = (way: number): Estimate =>
    bootstrapMean(
      grouped(
        judged.filter((each) => each.way === way),
        ({ composition }) => composition,
        ({ area }) => area,
      ),
    );
  const ranks = judged.filter(({ rank }) => !Number.isNaN(rank)).map(({ rank }) => 1 / rank);
  return {
    harmonyOfVoice: areas(0),
    voiceOfHarmony: areas(1),
    reciprocalRank: ranks.reduce((sum, x) => sum + x, 0) / ranks.length,
  };
}
