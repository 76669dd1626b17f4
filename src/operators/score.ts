import { keyShift } from '../domain/keyShift.js';
import type { Score, ScoredPair } from '../ports/scorer.js';
import type { Candidates } from './findCandidates.js';
import type { MatchOptions } from './matchOptions.js';
import { stage, type Stage } from './stage.js';

/** Candidates with the score of every pair of a harmonic and a percussion part. */
export interface ScoredCandidates extends Candidates {
  readonly pairs: readonly (ScoredPair & Score)[];
}

/** Scores all K_h × K_p triples of a seed. */
export function score(options: MatchOptions): Stage<Candidates, ScoredCandidates> {
  return stage('score', options, async (candidates) => {
    const { seed, harmonic, percussion } = candidates;
    const pairs = harmonic.clips.flatMap((h) =>
      percussion.clips.map((p): ScoredPair => ({
        harmonic: h,
        percussion: p,
        shift: keyShift(h.key, seed.key),
      })),
    );
    const scores = await options.scorer.score(seed, pairs);
    return { ...candidates, pairs: pairs.map((pair, i) => ({ ...pair, ...scores[i] })) };
  });
}
