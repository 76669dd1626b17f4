import type { Catalogue } from '../ports/catalogue.js';
import type { Scorer } from '../ports/scorer.js';
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
  /** Partners of each role that a seed should have before its training samples are drawn. */
  readonly enoughPartners: number;
}

/** Scorer and version as one word, by which rankings of one seed are compared. */
export const scorerId = ({ name, version }: Scorer): string => `${name}@${version}`;
