import { featuresVersion } from '../../src/domain/featuresVersion.js';
import type { Clip } from '../../src/domain/clip.js';
import type { Score, ScoredPair, Scorer, ShiftedPart } from '../../src/ports/scorer.js';

export interface PlainScorer {
  readonly name?: string;
  readonly version?: string;
  readonly preScore?: (pair: ScoredPair) => number;
  readonly score?: (harmonic: ShiftedPart, percussion: Clip, seed: Clip) => Score;
}

/** A scorer of plain functions; what is left out is worth 1. */
export const plainScorer = ({
  name = 'plain',
  version = '1',
  preScore = () => 1,
  score = () => ({ score: 1, axes: {} }),
}: PlainScorer = {}): Scorer => ({
  ...{ name, version, features: featuresVersion },
  prepare: () => Promise.resolve(),
  preScore: (pairs) => Promise.resolve(pairs.map(preScore)),
  score: (seed, harmonics, percussions) =>
    Promise.resolve(
      harmonics.map((harmonic) => percussions.map((percussion) => score(harmonic, percussion, seed))),
    ),
  close: () => Promise.resolve(),
});
