import type { Condition } from '../../domain/condition.js';
import type { ClipFacts } from './clipFacts.js';
import { keyRule } from './keyRule.js';
import { reallyDifferentKey } from './reallyDifferentKey.js';
import { reallyDifferentTempo } from './reallyDifferentTempo.js';
import { tempoRule } from './tempoRule.js';

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

const tempoFits: Accepts = (seed, c) => tempoRule(seed.grid.bpm, c.grid.bpm);
const keyFits: Accepts = (seed, c) => keyRule(seed.key, c.key);
const tempoClashes: Accepts = (seed, c) => reallyDifferentTempo(seed.grid.bpm, c.grid.bpm);
const keyClashes: Accepts = (seed, c) => reallyDifferentKey(seed.key, c.key);
const both =
  (a: Accepts, b: Accepts): Accepts =>
  (seed, c) =>
    a(seed, c) && b(seed, c);

/** The table of Huang et al. 2021, "unmatched" made certain. Drums have no key, so only their tempo is looked at. */
export const conditionRules: Readonly<Record<Exclude<Condition, 'original'>, ConditionRule>> = {
  matched: { harmonic: both(tempoFits, keyFits), percussion: tempoFits, shifted: true, warped: true },
  'unmatched-key': {
    harmonic: both(tempoFits, keyClashes),
    percussion: tempoFits,
    shifted: false,
    warped: true,
  },
  'unmatched-tempo': {
    harmonic: both(keyFits, tempoClashes),
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
