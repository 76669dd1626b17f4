import { leeTriple } from '../../mashability/lee/leeTriple.js';
import type { Scorer } from '../../ports/scorer.js';
import type { FeatureStore } from '../features/featureStore.js';
import { ruleScorer } from './ruleScorer.js';

/** Vertical mashability (Lee et al. 2015) of the vocal over the other two parts together. */
export const leeScorer = (stems: FeatureStore): Scorer =>
  ruleScorer({
    name: 'lee',
    version: '1',
    stems,
    judge: ({ vocal, harmonics, percussions }) =>
      harmonics.map((harmonic) =>
        percussions.map((percussion) => {
          const { total, harmonic: chords, texture, tempo } = leeTriple({ vocal, harmonic, percussion });
          return { score: total, axes: { harmonic: chords, texture, tempo } };
        }),
      ),
  });
