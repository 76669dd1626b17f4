import { amuTriples } from '../../mashability/amu/amuTriples.js';
import type { Scorer } from '../../ports/scorer.js';
import type { FeatureStore } from '../features/featureStore.js';
import { ruleScorer } from './ruleScorer.js';

/** AutoMashUpper (Davies et al. 2014): mean of the three pairs of stems, at the shift and place that will be rendered. */
export const amuScorer = (stems: FeatureStore): Scorer =>
  ruleScorer({
    name: 'amu',
    version: '1',
    stems,
    judge: ({ vocal, harmonics, percussions }) =>
      amuTriples(vocal, harmonics, percussions).map((row) =>
        row.map(({ total, harmonic, rhythmic, spectral }) => ({
          score: total,
          axes: { harmonic, rhythmic, spectral },
        })),
      ),
  });
