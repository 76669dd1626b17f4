import type { Score, Scorer } from '../../../ports/scorer.js';

/** A scorer that is evaluated, and what it can be asked. */
export interface JudgingScorer {
  readonly scorer: Scorer;
  /** Does it know pairs? */
  readonly pairs: boolean;
  /** The posterior of *good* that it gives beside a score, if it gives one. */
  readonly posterior?: (score: Score) => number;
}
