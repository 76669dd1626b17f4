import type { Clip } from '../domain/clip.js';
import type { Semitones } from '../domain/units.js';

/** A harmonic and a percussion part for the seed; the shift brings the harmonic part into the seed's key. */
export interface ScoredPair {
  readonly harmonic: Clip;
  readonly percussion: Clip;
  readonly shift: Semitones;
}

export interface Score {
  /** Higher is better. */
  readonly score: number;
  /** The terms of the score by name. */
  readonly axes: Readonly<Record<string, number>>;
}

/** Judges how well parts fit a vocal seed. Same input, same answer. */
export interface Scorer {
  readonly name: string;
  readonly version: string;
  /** Cheap pre-score of one candidate for the seed in its role (higher is better), in the order given. */
  preScore(
    seed: Clip,
    role: 'harmonic' | 'percussion',
    candidates: readonly Clip[],
  ): Promise<readonly number[]>;
  /** Full scores, in the order given. */
  score(seed: Clip, pairs: readonly ScoredPair[]): Promise<readonly Score[]>;
}
