import type { Catalogue } from '../../ports/catalogue.js';
import type { MatchRule } from '../../mashability/conditions/matchRule.js';
import type { Scorer, Scorers } from '../../ports/scorer.js';
import type { StageOptions } from '../stream/stage.js';

/** The terms (termsOf) that were put in force, in their order. */
export interface TermsInForce {
  /** The place of terms among all: the higher are the newer; −1 for unknown ones. */
  orderOf(terms: string): number;
  newest(): string;
}

/** What the stages of the match topology share. */
export interface MatchOptions extends StageOptions {
  readonly catalogue: Catalogue;
  readonly scorers: Scorers;
  readonly terms: TermsInForce;
  /** Parts of each role kept for the exhaustive search: K_h = K_p = `shortlist`. */
  readonly shortlist: number;
  /** Mashups kept in a ranking. */
  readonly rankingSize: number;
  /** Seeds every random draw, with the id of what is drawn for. */
  readonly runSeed: string;
  readonly featuresVersion: string;
  /** Clips marked as not to be trusted take part too. */
  readonly useDoubtful: boolean;
  /** How far a part of a ranked mashup may be moved; training samples keep the method's rule. */
  readonly rule: MatchRule;
  /** Partners of each role that a seed should have before its training samples are drawn. */
  readonly enoughPartners: number;
}

type Terms = Pick<MatchOptions, 'shortlist' | 'rankingSize' | 'useDoubtful' | 'rule'>;

/** How candidates are found and ranked; another number where that changes what comes of equal settings. 1: at the shift of the keys; 2: weak voices as well; 3: without half and double time. */
const search = 4;

/** The terms on which a ranking was made: rankings of one seed are comparable under equal terms only. */
export function termsOf(options: Terms, scorer: Pick<Scorer, 'name' | 'version'>): string {
  const { shortlist, rankingSize, useDoubtful, rule } = options;
  const settings = [shortlist, rankingSize, useDoubtful, rule.maxShift, rule.maxStretch, search];
  return `${scorer.name}@${scorer.version} ${JSON.stringify(settings)}`;
}

/** The terms by the scorer that is in use now. */
export function termsNow(options: Terms & Pick<MatchOptions, 'scorers'>): string {
  const { scorer, release } = options.scorers.take();
  release();
  return termsOf(options, scorer);
}

/** The name of the scorer in terms. */
export const scorerNameIn = (terms: string): string => terms.split('@', 1)[0];
