import { keyShift } from '../../domain/keyShift.js';
import type { Clip } from '../../domain/clip.js';
import type { Role } from '../../domain/role.js';
import type { Semitones } from '../../domain/units.js';
import type { LeePart } from '../../mashability/leeTriple.js';
import { quickPreScore } from '../../mashability/quickPreScore.js';
import type { Score, ScoredPair, Scorer } from '../../ports/scorer.js';
import type { FeatureStore } from './featureStore.js';

/** The stems of one triple, as they will be rendered. */
export interface TripleParts {
  readonly vocal: LeePart;
  readonly harmonic: LeePart;
  readonly percussion: LeePart;
}

export interface RuleScorerOptions {
  readonly name: string;
  readonly version: string;
  readonly features: FeatureStore;
  readonly judge: (parts: TripleParts) => Score;
}

/** A scorer that judges every triple by a rule on the stored features; the pre-score is AutoMashUpper's of the pair. */
export function ruleScorer({ name, version, features, judge }: RuleScorerOptions): Scorer {
  const place = async (clip: Clip, role: Role, shift: Semitones): Promise<LeePart> => ({
    stem: await features.stem(clip, role),
    shift,
    from: 0,
    bpm: clip.grid.bpm,
  });
  return {
    name,
    version,
    async preScore(seed, role, candidates) {
      const vocal = await place(seed, 'vocal', 0);
      const scores: number[] = [];
      for (const clip of candidates) {
        const shift = role === 'harmonic' ? keyShift(clip.key, seed.key) : 0;
        scores.push(quickPreScore(vocal, await place(clip, role, shift), role));
      }
      return scores;
    },
    async score(seed, pairs) {
      const vocal = await place(seed, 'vocal', 0);
      const scores: Score[] = [];
      for (const { harmonic, percussion, shift } of pairs satisfies readonly ScoredPair[]) {
        const parts = {
          vocal,
          harmonic: await place(harmonic, 'harmonic', shift),
          percussion: await place(percussion, 'percussion', 0),
        };
        scores.push(judge(parts));
      }
      return scores;
    },
  };
}
