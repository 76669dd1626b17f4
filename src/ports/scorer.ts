import type { Clip } from '../domain/clip.js';
import type { Role } from '../domain/role.js';
import type { Semitones } from '../domain/units.js';
import type { ExecutionProvider, NetworkReport } from './executionProvider.js';

export type PartRole = Exclude<Role, 'vocal'>;

/** A part as it is to sound: shifted, which percussion never is. */
export interface ShiftedPart {
  readonly clip: Clip;
  readonly shift: Semitones;
}

/** One part beside a voice, before any triple is looked at. */
export interface ScoredPair extends ShiftedPart {
  readonly seed: Clip;
  readonly role: PartRole;
}

/** The stem of a clip that takes a role, under the voice of a seed; left out: its own. */
export interface ScoredStem {
  readonly clip: Clip;
  readonly role: Role;
  readonly seed?: Clip;
}

export interface Score {
  /** Higher is better. */
  readonly score: number;
  /** The terms of the score by name. */
  readonly axes: Readonly<Record<string, number>>;
}

/**
 * Judges how well parts fit a voice. Same input, same answer, at any hour and in any company. Errors: `corrupt-blob` where what was stored
 * for a clip is lost or damaged.
 */
export interface Scorer {
  readonly name: string;
  readonly version: string;
  /** The features version of the clips that it can judge. */
  readonly features: string;
  /** What computes its network, once that is known; left out: it has none. */
  readonly provider?: ExecutionProvider;
  /** Loads the network that it judges by, and checks it; left out: it has none. Errors: `unreadable`, `child-died`. */
  readonly open?: () => Promise<NetworkReport>;
  /** Brings what it reads of these stems into memory, all at once; what is lost or damaged is told only where it is judged. */
  prepare(stems: readonly ScoredStem[]): Promise<void>;
  /** Cheap scores, in the order given (higher is better), to be compared within one seed and role. */
  preScore(pairs: readonly ScoredPair[]): Promise<readonly number[]>;
  /** At least what preScore gives, from the clips alone: where that is too little, nothing has to be read. */
  readonly bound?: (pair: ScoredPair) => number;
  /** Full scores of every harmonic with every percussion part: [harmonics][percussions]. */
  score(
    seed: Clip,
    harmonics: readonly ShiftedPart[],
    percussions: readonly Clip[],
  ): Promise<readonly (readonly Score[])[]>;
  close(): Promise<void>;
}

/** A scorer in somebody's hands. */
export interface TakenScorer {
  readonly scorer: Scorer;
  /** To be called once. */
  readonly release: () => void;
}

/**
 * The scorer in use. Who makes a ranking takes it at the beginning and releases it at the end, so that a ranking is of one scorer, under
 * its name, though another takes its place meanwhile.
 */
export interface Scorers {
  take(): TakenScorer;
}
