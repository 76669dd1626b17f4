import type { Semitones } from '../../domain/units.js';
import { harmonicMerit, strokeMerit } from '../../mashability/fit/merit.js';
import { panelHash } from '../../mashability/fit/panelHash.js';
import { fitTriples, fitWeights } from '../../mashability/fit/fitTriples.js';
import { keyAgreement, stretchCost, voiceWorth } from '../../mashability/fit/knownTerms.js';
import type { Scorer } from '../../ports/scorer.js';
import type { FeatureStore } from '../features/featureStore.js';
import { ruleScorer, type RulePart } from './ruleScorer.js';

export interface FitOptions {
  /**
   * Only what is heard counts, as is right in a comparison: a song's own parts are never stretched, and the others are picked by their keys.
   * Default false, as is right in a ranking.
   */
  readonly byEarAlone?: boolean;
  /** What its own judgement of harmony counts for, beside another's. Default 1. */
  readonly harmonyWeight?: number;
}

/** What is known of parts before they are heard together: the keys of their songs, and how far they must be stretched. */
const keyOf = (voice: RulePart, part: RulePart): number => keyAgreement(voice, part)(part.shift);
const easeOf = (voice: RulePart, part: RulePart): number => -stretchCost(part.bpm, voice.bpm);

/**
 * Mean-removed chroma of voice and harmony, and onsets of both with the drums, less what each part gives everybody, and where they repeat themselves; in a ranking
 * keys, stretches and how much is sung as well, each for a little. The panel by which that is known is part of the version.
 */
export function fitScorer(
  stems: FeatureStore,
  { byEarAlone = false, harmonyWeight = 1 }: FitOptions = {},
): Scorer {
  return ruleScorer({
    ...{ name: 'fit', version: `3-${panelHash}`, stems },
    pair: (seed, part, role) => {
      const ease = byEarAlone ? 0 : (fitWeights.ease * easeOf(seed, part)) / 2;
      if (role === 'percussion') {
        const fit = fitWeights.rhythmic * strokeMerit(seed, part) + ease;
        return () => fit;
      }
      const merit = harmonicMerit(seed, part);
      const harmonic = (shift: Semitones): number => harmonyWeight * merit(shift);
      if (byEarAlone) return harmonic;
      const key = keyAgreement(seed, part);
      return (shift) => harmonic(shift) + fitWeights.key * key(shift) + ease;
    },
    judge: ({ vocal, harmonics, percussions }) =>
      fitTriples(vocal, harmonics, percussions).map((row, h) =>
        row.map(({ total: whole, ...heard }, p) => {
          const total = whole - (1 - harmonyWeight) * fitWeights.harmonic * heard.harmonic;
          if (byEarAlone) return { score: total, axes: heard };
          const key = keyOf(vocal, harmonics[h]);
          const ease = (easeOf(vocal, harmonics[h]) + easeOf(vocal, percussions[p])) / 2;
          const voice = voiceWorth(vocal.sung);
          const known = fitWeights.key * key + fitWeights.voice * voice + fitWeights.ease * ease;
          return { score: total + known, axes: { ...heard, key, voice, ease } };
        }),
      ),
  });
}
