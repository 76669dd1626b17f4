import { amuPaperScorer } from '../../../adapters/rules/amuPaperScorer.js';
import { amuScorer } from '../../../adapters/rules/amuScorer.js';
import type { FeatureStore } from '../../../adapters/features/featureStore.js';
import { fitScorer } from '../../../adapters/rules/fitScorer.js';
import { leeScorer } from '../../../adapters/rules/leeScorer.js';
import type { JudgingScorer } from './evaluateScorers.js';

/** Scorers that are evaluated, by name; of Lee's rule only triples are asked, for it knows no pairs. */
export const judges: Readonly<Record<string, (stems: FeatureStore) => JudgingScorer>> = {
  amu: (stems) => ({ scorer: amuScorer(stems), pairs: true }),
  'amu-paper': (stems) => ({ scorer: amuPaperScorer(stems), pairs: true }),
  lee: (stems) => ({ scorer: leeScorer(stems), pairs: false }),
  fit: (stems) => ({ scorer: fitScorer(stems, { byEarAlone: true }), pairs: true }),
};
