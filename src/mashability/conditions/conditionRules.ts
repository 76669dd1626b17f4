import type { Condition } from '../../domain/condition.js';
import type { ClipFacts } from './clipFacts.js';
import { keyFits, methodRule, tempoFits } from './matchRule.js';
import { reallyDifferentKey, reallyDifferentTempo } from './reallyDifferent.js';

/** May this candidate accompany this seed? */
export type Accepts = (seed: ClipFacts, candidate: ClipFacts) => boolean;

/** What a condition asks of the two parts, and what is done to them. */
export interface ConditionRule {
  readonly harmonic: Accepts;
  readonly percussion: Accepts;
  /** Is the harmonic part shifted to the seed's key? */
  readonly shifted: boolean;
  /** Are both parts warped to the seed's beats? Where not, one of them is moved off the beat. */
  readonly warped: boolean;
}

const tempoMatches: Accepts = (seed, c) => tempoFits(methodRule, seed.grid.bpm, c.grid.bpm);
const keyMatches: Accepts = (seed, c) => keyFits(methodRule, seed.key, c.key);
const tempoClashes: Accepts = (seed, c) => reallyDifferentTempo(seed.grid.bpm, c.grid.bpm);
const keyClashes: Accepts = (seed, c) => reallyDifferentKey(seed.key, c.key);
const both =
  (a: Accepts, b: Accepts): Accepts =>
  (seed, c) =>
    a(seed, c) && b(seed, c);

/** The table of Huang et al. 2021, "unmatched" made certain. Drums have no key, so only their tempo is looked at. */
export const conditionRules: Readonly<Record<Exclude<Condition, 'original'>, ConditionRule>> = {
  matched: {
    harmonic: both(tempoMatches, keyMatches),
    percussion: tempoMatches,
    shifted: true,
    warped: true,
  },
  'unmatched-key': {
    harmonic: both(tempoMatches, keyClashes),
    percussion: tempoMatches,
    shifted: false,
    warped: true,
  },
  'unmatched-tempo': {
    harmonic: both(keyMatches, tempoClashes),
    percussion: tempoClashes,
    shifted: true,
    warped: false,
  },
  'unmatched-key-tempo': {
    harmonic: both(keyClashes, tempoClashes),
    percussion: tempoClashes,
    shifted: false,
    warped: false,
  },
};
