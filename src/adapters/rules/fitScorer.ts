import type { LeePart } from '../../mashability/lee/leeTriple.js';
import { harmonicFit, onsetFit } from '../../mashability/fit/fitPairs.js';
import { fitTriples, fitWeights } from '../../mashability/fit/fitTriples.js';
import { stretchCost } from '../../mashability/fit/stretchCost.js';
import type { Scorer } from '../../ports/scorer.js';
import type { FeatureStore } from './featureStore.js';
import { ruleScorer } from './ruleScorer.js';

export interface FitOptions {
  /** Parts that must be stretched count for less, as is right in a ranking; false: only what fits counts, as is right in a comparison. */
  readonly ease?: boolean;
}

/** Mean-removed chroma of voice and harmony, and onsets of both with the drums. */
export function fitScorer(stems: FeatureStore, { ease = true }: FitOptions = {}): Scorer {
  const easeOf = (voice: LeePart, part: LeePart): number => (ease ? -stretchCost(part.bpm, voice.bpm) : 0);
  return ruleScorer({
    ...{ name: 'fit', version: '1', stems },
    pair: (seed, part, role) => {
      const fit = role === 'harmonic' ? harmonicFit(seed, part) : fitWeights.rhythmic * onsetFit(seed, part);
      return fit + (fitWeights.ease * easeOf(seed, part)) / 2;
    },
    judge: ({ vocal, harmonics, percussions }) =>
      fitTriples(vocal, harmonics, percussions).map((row, h) =>
        row.map(({ total, ...axes }, p) => {
          const both = (easeOf(vocal, harmonics[h]) + easeOf(vocal, percussions[p])) / 2;
          return { score: total + fitWeights.ease * both, axes: { ...axes, ...(ease && { ease: both }) } };
        }),
      ),
  });
}
