import type { Meter } from '../../domain/music/grid.js';
import type { Key } from '../../domain/music/key.js';
import type { KeyAlternative } from '../../domain/music/tonality.js';
import { countedTempo } from '../../domain/music/beatRatio.js';
import { keyShift } from '../../domain/music/keyShift.js';
import type { Bpm, Ratio, Semitones } from '../../domain/units.js';

/** How far a partner may be moved. */
export interface MatchRule {
  /** Either way, of the harmonic part. */
  readonly maxShift: Semitones;
  /** Share by which a part may be played faster or slower: 0.12 allows 0.88 … 1.12. */
  readonly maxStretch: Ratio;
  /** Keys a fifth apart go together as well (neighbours on the Camelot wheel: all notes but one are the same). Left out: they do not. */
  readonly neighbours?: boolean;
  /** A part may play in half or double time where it is stretched less so. Left out: it may not. */
  readonly octaves?: boolean;
}

/** The rule of the method (Huang et al. 2021). */
export const methodRule: MatchRule = { maxShift: 3, maxStretch: 0.2 };

/** The rule of the rankings: the settings of the user; the key only opens the door. */
export const searchRule = ({
  maxShift,
  maxStretch,
}: Pick<MatchRule, 'maxShift' | 'maxStretch'>): MatchRule => ({
  ...{ maxShift, maxStretch },
  neighbours: true,
  octaves: true,
});

/** Semitones between relative majors: along the circle, the shorter way. */
const fifth = 5;
const farthest = 6;

/** Semitones by which a candidate's key is too far from the seed's, through the relative major: 0 where it may be shifted to go with it. */
export function semitonesTooFar(
  { maxShift, neighbours = false }: MatchRule,
  seed: Key,
  candidate: Key,
): Semitones {
  const apart = Math.abs(keyShift(candidate, seed));
  const toKey = neighbours ? Math.min(apart, Math.abs(apart - fifth)) : apart;
  return Math.max(0, toKey - maxShift);
}

/** May a candidate be shifted so that its key goes with the seed's? */
export const keyFits = (rule: MatchRule, seed: Key, candidate: Key): boolean =>
  semitonesTooFar(rule, seed, candidate) === 0;

/** A song's key, and others that it may be in. */
export interface Keyed {
  readonly key: Key;
  readonly keyAlternatives?: readonly KeyAlternative[] | undefined;
}

/** As semitonesTooFar; where keys a fifth apart go together, so do any that the two songs may be in: the least of all is taken. */
export function songsTooFar(rule: MatchRule, seed: Keyed, candidate: Keyed): Semitones {
  if (!rule.neighbours) return semitonesTooFar(rule, seed.key, candidate.key);
  const keysOf = ({ key, keyAlternatives = [] }: Keyed): readonly Key[] => [
    key,
    ...keyAlternatives.map((other) => other.key),
  ];
  const all = keysOf(seed).flatMap((a) => keysOf(candidate).map((b) => semitonesTooFar(rule, a, b)));
  return Math.min(...all);
}

/** The farthest that the key of a candidate that fits can be from the seed's: what lies nearer may fit. An alternative may be any key. */
export const keyReach = ({ maxShift, neighbours = false }: MatchRule): Semitones =>
  neighbours ? farthest : maxShift;

/** Ratios of the seed's tempo to the candidate's at which it may be played. */
export const tempoRange = ({ maxStretch }: MatchRule): { readonly low: Ratio; readonly high: Ratio } => ({
  low: 1 - maxStretch,
  high: 1 + maxStretch,
});

/** How much faster a candidate would be played under the seed. */
export const stretchUnder = ({ octaves = false }: MatchRule, seed: Bpm, candidate: Bpm): Ratio =>
  seed / (octaves ? countedTempo(seed, candidate) : candidate);

/** May a candidate be stretched to the seed's tempo? */
export function tempoFits(rule: MatchRule, seed: Bpm, candidate: Bpm): boolean {
  const { low, high } = tempoRange(rule);
  const ratio = stretchUnder(rule, seed, candidate);
  return ratio >= low && ratio <= high;
}

/** Equal meters; an unknown meter (null) equals nothing, not even another unknown one. */
export const meterFits = (a: Meter | null, b: Meter | null): boolean => a !== null && a === b;
