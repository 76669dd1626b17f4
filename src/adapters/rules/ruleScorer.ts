import { featuresVersion } from '../../domain/featuresVersion.js';
import type { Clip } from '../../domain/clip.js';
import type { Role } from '../../domain/role.js';
import type { Semitones } from '../../domain/units.js';
import type { LeePart } from '../../mashability/lee/leeTriple.js';
import { quickPreScore } from '../../mashability/amu/quickPreScore.js';
import type { PartRole, Score, ScoredPair, Scorer } from '../../ports/scorer.js';
import type { Keyed } from '../../mashability/conditions/matchRule.js';
import type { FeatureStore } from '../features/featureStore.js';

/** A part with what its song is known for. */
export interface RulePart extends LeePart, Keyed {
  /** Share of its bars in which somebody sings. */
  readonly sung: number;
}

/** The stems of a seed's triples, as they will be rendered. */
export interface PlacedParts {
  readonly vocal: RulePart;
  readonly harmonics: readonly RulePart[];
  readonly percussions: readonly RulePart[];
}

/** The score of a pair when its part is moved by so much. */
export type ScoreAt = (shift: Semitones) => number;

export interface RuleScorerOptions {
  readonly name: string;
  readonly version: string;
  readonly stems: FeatureStore;
  /** The scores of a pair at any shift of the part; what is the same at all of them is computed once. Left out: AutoMashUpper's, as it will be rendered. */
  readonly pair?: (seed: RulePart, part: RulePart, role: PartRole) => ScoreAt;
  /** The scores of all triples: [harmonics][percussions]. */
  readonly judge: (parts: PlacedParts) => readonly (readonly Score[])[];
}

/** Stems read at once: a store that is far away answers many as fast as one; more would only crowd the memory. */
const together = 16;

const amuPair = (seed: RulePart, part: RulePart, role: PartRole): ScoreAt => {
  return (shift) => quickPreScore(seed, { ...part, shift }, role);
};

/** A scorer that judges every triple by a rule on the stored features. */
export function ruleScorer(options: RuleScorerOptions): Scorer {
  const { name, version, stems, pair = amuPair, judge } = options;
  const place = async (seed: Clip, clip: Clip, role: Role, shift: Semitones): Promise<RulePart> => {
    const { grid, key, keyAlternatives, voice, vocalActivity } = clip;
    const [stem, ratio] = [await stems.stem(clip, role, seed), stems.ratio(clip, seed)];
    const own = ratio === 1 ? undefined : { stem: await stems.ownStem(clip, role, seed), ratio };
    const sung = voice?.sungShare ?? vocalActivity;
    return { stem, shift, from: 0, own, bpm: grid.bpm * ratio, key, keyAlternatives, sung };
  };
  return {
    ...{ name, version, features: featuresVersion },
    async prepare(wanted) {
      for (let at = 0; at < wanted.length; at += together)
        await Promise.allSettled(
          wanted.slice(at, at + together).map(({ clip, role, seed }) => stems.stem(clip, role, seed)),
        );
    },
    async preScore(pairs) {
      const scores: number[] = [];
      // A clip comes several times in a row, once a shift.
      let last: ScoredPair | undefined;
      let voice: RulePart | undefined;
      let scoreAt: ScoreAt | undefined;
      for (const next of pairs) {
        const { seed, role, clip, shift } = next;
        if (!voice || last?.seed !== seed)
          [voice, scoreAt] = [await place(seed, seed, 'vocal', 0), undefined];
        if (!scoreAt || last?.clip !== clip || last.role !== role)
          scoreAt = pair(voice, await place(seed, clip, role, 0), role);
        last = next;
        scores.push(scoreAt(shift));
      }
      return scores;
    },
    async score(seed, harmonics, percussions) {
      const parts: PlacedParts = {
        vocal: await place(seed, seed, 'vocal', 0),
        harmonics: await Promise.all(
          harmonics.map(({ clip, shift }) => place(seed, clip, 'harmonic', shift)),
        ),
        percussions: await Promise.all(percussions.map((clip) => place(seed, clip, 'percussion', 0))),
      };
      return judge(parts);
    },
    close: () => Promise.resolve(),
  };
}
