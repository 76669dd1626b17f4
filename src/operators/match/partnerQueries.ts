import type { Clip } from '../../domain/clip.js';
import { keyReach, tempoRange, type MatchRule } from '../../mashability/conditions/matchRule.js';
import { beatRatios } from '../../domain/music/beatRatio.js';
import type { ClipQuery, ReachRule } from '../../ports/catalogue.js';
import type { PartRole } from '../../ports/scorer.js';

/** a / b ≤ 1.2 and b / a ≥ 1 / 1.2 may differ in the last bit: a seed too many is asked about rather than one too few. */
const rounding = 1e-9;
/** The nearest so many partners are looked at (the most that the catalogue returns). */
export const partnerLimit = 512;

interface Rule {
  readonly useDoubtful: boolean;
  readonly rule: MatchRule;
}

const base = (
  clip: Clip,
  { useDoubtful }: Rule,
): Pick<ClipQuery, 'meter' | 'trustedOnly' | 'excludeTrackId'> => ({
  ...(clip.grid.meter !== null && { meter: clip.grid.meter }),
  trustedOnly: !useDoubtful,
  excludeTrackId: clip.trackId,
});

/** How the beats of a partner may be counted: as they are first. */
const ratiosOf = ({ rule }: Rule): readonly number[] =>
  rule.octaves ? beatRatios.toSorted((a, b) => Math.abs(Math.log(a)) - Math.abs(Math.log(b))) : [1];

/**
 * Clips that could accompany the seed in a role, a query for each way to count their beats; among them some whose key is too far, which pairsOf leaves
 * out. A seed of unknown meter has none.
 */
export const partnersOf = (seed: Clip, role: PartRole, rule: Rule): readonly ClipQuery[] =>
  ratiosOf(rule).map((ratio) => ({
    ...base(seed, rule),
    limit: partnerLimit,
    supplies: role,
    tempo: { of: seed.grid.bpm / ratio, ...tempoRange(rule.rule) },
    ...(role === 'harmonic' && { key: { of: seed.key, semitones: keyReach(rule.rule) } }),
  }));

/** Seeds that the clip could accompany in a role: the same rules from the other side, all of them. */
export const seedsFor = (clip: Clip, role: PartRole, rule: Rule): readonly ReachRule[] =>
  ratiosOf(rule).map((ratio) => ({
    ...base(clip, rule),
    tempo: {
      of: clip.grid.bpm * ratio,
      low: (1 - rounding) / tempoRange(rule.rule).high,
      high: (1 + rounding) / tempoRange(rule.rule).low,
    },
    ...(role === 'harmonic' && { key: { of: clip.key, semitones: keyReach(rule.rule) } }),
  }));
