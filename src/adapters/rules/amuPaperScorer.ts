import { amu } from '../../mashability/amu/amu.js';
import { amuTriple } from '../../mashability/amu/amuTriple.js';
import type { Scorer } from '../../ports/scorer.js';
import type { FeatureStore } from '../features/featureStore.js';
import { ruleScorer } from './ruleScorer.js';

/**
 * AutoMashUpper with the free maxima of Huang et al. 2021: each pair at its own best shift and offset, whatever is rendered. A baseline to be
 * measured; nothing is ranked by it.
 */
export const amuPaperScorer = (stems: FeatureStore): Scorer =>
  ruleScorer({
    name: 'amu-paper',
    version: '1',
    stems,
    pair: (seed, part) => {
      const { total } = amu(seed.stem.first(Math.min(seed.stem.beats, part.stem.beats)), part.stem);
      return () => total;
    },
    judge: ({ vocal, harmonics, percussions }) =>
      harmonics.map((harmonic) =>
        percussions.map((percussion) => {
          const { total, ...axes } = amuTriple({ vocal, harmonic, percussion }, 'paper');
          return { score: total, axes };
        }),
      ),
  });
