import { PipelineError } from '../../errors.js';
import type { PreparedStem } from '../features/prepareStem.js';

/** Number of beat offsets at which the whole base section fits into the candidate: L − N + 1. */
export function offsetsOf(base: PreparedStem, candidate: PreparedStem): number {
  if (base.beats > 0 && candidate.beats >= base.beats) return candidate.beats - base.beats + 1;
  throw new PipelineError(
    'too-short',
    `Comparing a base of ${base.beats} beats with a candidate of ${candidate.beats}: the base needs at least one beat and ` +
      `the candidate as many as the base. Shorten the base to the candidate's length first.`,
  );
}
