import { amuTriple } from '../../mashability/amuTriple.js';
import type { Scorer } from '../../ports/scorer.js';
import type { FeatureStore } from './featureStore.js';
import { ruleScorer } from './ruleScorer.js';

/** AutoMashUpper (Davies et al. 2014): mean of the three pairs of stems, at the shift and place that will be rendered. */
export const amuScorer = (features: FeatureStore): Scorer =>
  ruleScorer({
    name: 'amu',
    version: '1',
    features,
    judge(parts) {
      const { total, harmonic, rhythmic, spectral } = amuTriple(parts, 'fixed');
      return { score: total, axes: { harmonic, rhythmic, spectral } };
    },
  });
