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

interface JudgedPair {
  readonly composition: string;
  /** 0: from the voice, 1: from the harmony. */
  readonly way: number;
  readonly area: number;
  readonly rank: number;
}

function judgedPairs({ compositions, scores }: ScoredPairs): readonly JudgedPair[] {
  const n = compositions.length;
  return compositions.flatMap((composition, i) =>
    ([(j: number) => i * n + j, (j: number) => j * n + i] as const).map((at, way) => {
      const wrong = compositions.flatMap((other, j) => (other === composition ? [] : [scores[at(j)]]));
      const right = scores[at(i)];
      return { composition, way, area: rocArea(right, wrong), rank: rankAmong(right, wrong) };
    }),
  );
}

/** By how much the areas under ROC, both ways, are higher of the second scores of the same pairs, paired; the interval is one over compositions. */
export function pairGain(before: ScoredPairs, after: ScoredPairs): Estimate {
  const old = judgedPairs(before);
  const gains = judgedPairs(after).map(({ composition, area }, i) => {
    return { composition, gain: area - old[i].area };
  });
  return bootstrapMean(
    grouped(
      gains,
      ({ composition }) => composition,
      ({ gain }) => gain,
    ),
  );
}

export function pairRetrieval(pairs: ScoredPairs): PairRetrieval {
  const judged = judgedPairs(pairs);
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
