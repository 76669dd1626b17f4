import { amuPaperScorer } from '../../../adapters/rules/amuPaperScorer.js';
import { amuScorer } from '../../../adapters/rules/amuScorer.js';
import type { FeatureStore } from '../../../adapters/features/featureStore.js';
import { fitScorer } from '../../../adapters/rules/fitScorer.js';
import { leeScorer } from '../../../adapters/rules/leeScorer.js';
import { dualNetScorer } from '../wiring/dualNetScorer.js';
import type { Scorer } from '../../../ports/scorer.js';
import type { JudgingScorer } from './evaluateScorers.js';

/** Scorers that are evaluated, by name, networks by the model of a folder; of Lee's rule only triples are asked, for it knows no pairs. */
export const judges: Readonly<Record<string, (stems: FeatureStore, model?: string) => JudgingScorer>> = {
  amu: (stems) => ({ scorer: amuScorer(stems), pairs: true }),
  'amu-paper': (stems) => ({ scorer: amuPaperScorer(stems), pairs: true }),
  lee: (stems) => ({ scorer: leeScorer(stems), pairs: false }),
  fit: (stems) => ({ scorer: fitScorer(stems, { byEarAlone: true }), pairs: true }),
  dualnet: (stems, folder) => ({ scorer: dualNetAlone(stems, folder), pairs: true }),
  'dualnet+fit': (stems, folder) => ({ scorer: dualNetAndFit(stems, folder), pairs: true }),
};

/** Judged where nothing else is asked for: networks where a model is named. */
export const usualJudges = (model?: string): readonly string[] =>
  Object.keys(judges).filter((name) => model !== undefined || !name.startsWith('dualnet'));

/** Harmony by the network alone; drums by the rule's strokes. */
const dualNetAlone = (stems: FeatureStore, folder?: string): Scorer =>
  dualNetScorer(stems, {
    ...{ folder, name: 'dualnet', byEarAlone: true, weights: { network: 1, harmony: 0 } },
  });

/** As it ranks, but by ear alone. */
const dualNetAndFit = (stems: FeatureStore, folder?: string): Scorer =>
  dualNetScorer(stems, { folder, name: 'dualnet+fit', byEarAlone: true });
