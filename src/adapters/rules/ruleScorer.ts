import { featuresVersion } from '../../domain/featuresVersion.js';
import type { Clip } from '../../domain/clip.js';
import type { Role } from '../../domain/role.js';
import type { Semitones } from '../../domain/units.js';
import type { LeePart } from '../../mashability/lee/leeTriple.js';
import type { Key } from '../../domain/music/key.js';
import type { PreparedStem } from '../../mashability/features/prepareStem.js';
import { quickPreScore } from '../../mashability/amu/quickPreScore.js';
import type { PartRole, Score, Scorer } from '../../ports/scorer.js';
import type { FeatureStore } from './featureStore.js';

/** A part with what its song is known for. */
export interface RulePart extends LeePart {
  readonly key: Key;
  /** Share of its bars in which somebody sings. */
  readonly sung: number;
}

/** The stems of a seed's triples, as they will be rendered. */
export interface PlacedParts {
  readonly vocal: RulePart;
  readonly harmonics: readonly RulePart[];
  readonly percussions: readonly RulePart[];
}

export interface RuleScorerOptions {
  readonly name: string;
  readonly version: string;
  readonly stems: FeatureStore;
  /** The score of a pair; left out: AutoMashUpper's, as it will be rendered. */
  readonly pair?: (seed: RulePart, part: RulePart, role: PartRole) => number;
  /** The scores of all triples: [harmonics][percussions]. */
  readonly judge: (parts: PlacedParts) => readonly (readonly Score[])[];
}

/** Stems read at once: a store that is far away answers many as fast as one; more would only crowd the memory. */
const together = 16;

/** A scorer that judges every triple by a rule on the stored features. */
export function ruleScorer(options: RuleScorerOptions): Scorer {
  const { name, version, stems, pair = quickPreScore, judge } = options;
  const stemOf = async (clip: Clip, role: Role): Promise<Stem> => {
    return { clip, role, stem: await stems.stem(clip, role) };
  };
  const place = async (clip: Clip, role: Role, shift: Semitones): Promise<RulePart> =>
    placed(await stemOf(clip, role), shift);
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
      // A clip comes several times in a row, once a shift.
      let voice: Stem | undefined;
      let part: Stem | undefined;
      for (const { seed, role, clip, shift } of pairs) {
        if (voice?.clip !== seed) voice = await stemOf(seed, 'vocal');
        if (part?.clip !== clip || part.role !== role) part = await stemOf(clip, role);
        scores.push(pair(placed(voice, 0), placed(part, shift), role));
      }
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

interface Stem {
  readonly clip: Clip;
  readonly role: Role;
  readonly stem: PreparedStem;
}

const placed = ({ clip, stem }: Stem, shift: Semitones): RulePart => {
  const { grid, key, voice, vocalActivity } = clip;
  return { stem, shift, from: 0, bpm: grid.bpm, key, sung: voice?.sungShare ?? vocalActivity };
};
