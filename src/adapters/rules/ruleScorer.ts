import { featuresVersion } from '../../domain/featuresVersion.js';
import type { Clip } from '../../domain/clip.js';
import type { Role } from '../../domain/role.js';
import type { Semitones } from '../../domain/units.js';
import type { LeePart } from '../../mashability/lee/leeTriple.js';
import { quickPreScore } from '../../mashability/amu/quickPreScore.js';
import type { PartRole, Score, Scorer } from '../../ports/scorer.js';
import type { FeatureStore } from './featureStore.js';

/** The stems of a seed's triples, as they will be rendered. */
export interface PlacedParts {
  readonly vocal: LeePart;
  readonly harmonics: readonly LeePart[];
  readonly percussions: readonly LeePart[];
}

export interface RuleScorerOptions {
  readonly name: string;
  readonly version: string;
  readonly stems: FeatureStore;
  /** The score of a pair; left out: AutoMashUpper's, as it will be rendered. */
  readonly pair?: (seed: LeePart, part: LeePart, role: PartRole) => number;
  /** The scores of all triples: [harmonics][percussions]. */
  readonly judge: (parts: PlacedParts) => readonly (readonly Score[])[];
}

/** Stems read at once: a store that is far away answers many as fast as one; more would only crowd the memory. */
const together = 16;

/** A scorer that judges every triple by a rule on the stored features. */
export function ruleScorer(options: RuleScorerOptions): Scorer {
  const { name, version, stems, pair = quickPreScore, judge } = options;
  const place = async (clip: Clip, role: Role, shift: Semitones): Promise<LeePart> => ({
    stem: await stems.stem(clip, role),
    shift,
    from: 0,
    bpm: clip.grid.bpm,
  });
  return {
    ...{ name, version, features: featuresVersion },
    async prepare(wanted) {
      for (let at = 0; at < wanted.length; at += together)
        await Promise.allSettled(
          wanted.slice(at, at + together).map(({ clip, role }) => stems.stem(clip, role)),
        );
    },
    async preScore(pairs) {
      const scores: number[] = [];
      for (const { seed, role, clip, shift } of pairs)
        scores.push(pair(await place(seed, 'vocal', 0), await place(clip, role, shift), role));
      return scores;
    },
    async score(seed, harmonics, percussions) {
      const parts: PlacedParts = {
        vocal: await place(seed, 'vocal', 0),
        harmonics: await Promise.all(harmonics.map(({ clip, shift }) => place(clip, 'harmonic', shift))),
        percussions: await Promise.all(percussions.map((clip) => place(clip, 'percussion', 0))),
      };
      return judge(parts);
    },
    close: () => Promise.resolve(),
  };
}
