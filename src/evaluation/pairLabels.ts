import type { LabelledScores } from './plattFit.js';
import type { ScoredPairs } from './pairRetrieval.js';

/** Scores of pairs made together, and of those of other compositions. */
export function pairLabels({ compositions, scores }: ScoredPairs): LabelledScores {
  const n = compositions.length;
  const right = compositions.map((_, i) => scores[i * n + i]);
  const wrong = compositions.flatMap((voice, i) =>
    compositions.flatMap((harmony, j) => (voice === harmony ? [] : [scores[i * n + j]])),
  );
  return { right, wrong };
}
