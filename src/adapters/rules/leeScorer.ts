import { leeTriple } from '../../mashability/leeTriple.js';
import type { Scorer } from '../../ports/scorer.js';
import type { FeatureStore } from './featureStore.js';
import { ruleScorer } from './ruleScorer.js';

/** Vertical mashability (Lee et al. 2015) of the vocal over the other two parts together. */
export const leeScorer = (features: FeatureStore): Scorer =>
  ruleScorer({
    name: 'lee',
    version: '1',
    features,
    judge(parts) {
      const { total, harmonic, texture, tempo } = leeTriple(parts);
      return { score: total, axes: { harmonic, texture, tempo } };
    },
  });
