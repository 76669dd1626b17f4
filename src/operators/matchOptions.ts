import type { Catalogue } from '../ports/catalogue.js';
import type { Scorer } from '../ports/scorer.js';
import type { Selection } from './selection.js';
import type { StageOptions } from './stage.js';

/** What the stages of the match topology share. */
export interface MatchOptions extends StageOptions {
  readonly catalogue: Catalogue;
  readonly scorer: Scorer;
  /** Parts of each role kept for the exhaustive search: K_h = K_p = `shortlist`. */
  readonly shortlist: number;
  /** Mashups kept in a ranking. */
  readonly rankingSize: number;
  /** Seeds every random draw, with the id of what is drawn for. */
  readonly runSeed: string;
  readonly featuresVersion: string;
  /** Clips marked as not to be trusted take part too. */
  readonly useDoubtful: boolean;
  /** Songs whose voice is used, and songs left out. */
  readonly selection: Selection;
  /** Partners of each role that a seed should have before its training samples are drawn. */
  readonly enoughPartners: number;
}

/** The terms on which a ranking was made: rankings of one seed are comparable under equal terms only. */
export function termsOf(options: MatchOptions): string {
  const { scorer, shortlist, rankingSize, useDoubtful, selection } = options;
  const settings = [shortlist, rankingSize, useDoubtful, selection.exclude];
  return `${scorer.name}@${scorer.version} ${JSON.stringify(settings)}`;
}
