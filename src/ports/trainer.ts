import type { Split } from '../domain/learning/split.js';
import type { Seconds } from '../domain/units.js';

export interface TrainingJob {
  /** Files of training windows. */
  readonly shards: readonly string[];
  /** Names all draws: same seed, same model, but for the rounding of the engine. */
  readonly seed: string;
  /** Steps in all, by which the learning rate falls. */
  readonly steps: number;
  /** Songs of a batch. */
  readonly songs: number;
  /** A checkpoint to go on from, if the file is there. */
  readonly checkpoint: string;
  /** Weights to begin with, where there is no checkpoint. */
  readonly weights?: string;
  /** Learning rate at its highest; left out: that of a network that begins with nothing. */
  readonly rate?: number;
}

export interface TrainingBegin {
  /** Steps already made. */
  readonly step: number;
  /** What computes it. */
  readonly engine: string;
  readonly compositions: Readonly<Record<Split, number>>;
}

export interface TrainingSteps {
  readonly step: number;
  /** Mean over the steps. */
  readonly loss: number;
  readonly seconds: Seconds;
  /** Tensors alive, and their bytes: they must not grow. */
  readonly tensors: number;
  readonly bytes: number;
}

/** Scores of all voices with all harmonies of a part of the music, row by row. */
export interface PairScores {
  /** Of each window; those of one composition are no wrong answers to each other. */
  readonly compositions: readonly string[];
  readonly scores: Float32Array;
}

/** Trains a network, aside; one at a time. A trainer that died is `child-died`, retryable: open it again, and it goes on from its checkpoint. */
export interface Trainer {
  /** Errors: `missing-program` where the engine is not installed; `unreadable` of a damaged file. */
  open(job: TrainingJob, signal?: AbortSignal): Promise<TrainingBegin>;
  advance(steps: number, signal?: AbortSignal): Promise<TrainingSteps>;
  scores(split: Split, signal?: AbortSignal): Promise<PairScores>;
  /** Writes a checkpoint, whole or not at all, with words about it. */
  save(path: string, facts: Readonly<Record<string, string>>, signal?: AbortSignal): Promise<void>;
  close(): Promise<void>;
}
