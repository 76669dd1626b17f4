import { harmonicFit, onsetFit } from '../../mashability/fit/fitPairs.js';
import { fitTriples } from '../../mashability/fit/fitTriples.js';
import type { Scorer } from '../../ports/scorer.js';
import type { FeatureStore } from './featureStore.js';
import { ruleScorer } from './ruleScorer.js';

/** Mean-removed chroma of voice and harmony, onsets of both with the drums. So far it is only evaluated: nothing is ranked by it. */
export const fitScorer = (stems: FeatureStore): Scorer =>
  ruleScorer({
    name: 'fit',
    version: '0',
    stems,
    pair: (seed, part, role) => (role === 'harmonic' ? harmonicFit(seed, part) : onsetFit(seed, part)),
    judge: ({ vocal, harmonics, percussions }) =>
      fitTriples(vocal, harmonics, percussions).map((row) =>
        row.map(({ total, ...axes }) => ({ score: total, axes })),
      ),
  });
