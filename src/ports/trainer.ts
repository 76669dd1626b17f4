import type { MixTraining } from '../domain/learning/mixTraining.js';
import type { sampleLabels } from '../domain/learning/sample.js';
import type { Split } from '../domain/learning/split.js';
import type { Seconds } from '../domain/units.js';

export interface TrainingJob {
  /** Files of training windows, or of clips for the paper's networks. */
  readonly shards: readonly string[];
  /** Names all draws: same seed, same model, but for the rounding of the engine. */
  readonly seed: string;
  /** Steps in all, by which the learning rate falls. */
  readonly steps: number;
  /** Songs of a batch. */
  readonly songs: number;
  /** One of the paper's networks; left out: DualNet. */
  readonly mix?: MixTraining;
  /** A checkpoint to go on from, if the file is there. */
  readonly checkpoint: string;
  /** Weights to begin with, where there is no checkpoint; the statistics of batch norms stay theirs then. */
  readonly weights?: string;
  /** Learning rate, of DualNet at its highest; left out: that of a network that begins with nothing (of the paper's 1e-4). */
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

/** Scores of all voices with all harmonies of a part of the music (and the drums of the harmony's clip, where the network hears them), row by row. */
export interface PairScores {
  /** Of each window; those of one composition are no wrong answers to each other. */
  readonly compositions: readonly string[];
  readonly scores: Float32Array;
}

/** What one of the paper's networks says of an example. */
export interface ExamplePosterior {
  readonly label: (typeof sampleLabels)[number];
  /** Of a negative one: in which way it is surely wrong. */
  readonly kind?: 'key' | 'tempo' | 'key and tempo';
  /** The voice's. */
  readonly song: string;
  /** Of the class good, 0 … 1. */
  readonly posterior: number;
}

/** Trains a network, aside; one at a time. A trainer that died is `child-died`, retryable: open it again, and it goes on from its checkpoint. */
export interface Trainer {
  /** Errors: `missing-program` where the engine is not installed; `unreadable` of a damaged file. */
  open(job: TrainingJob, signal?: AbortSignal): Promise<TrainingBegin>;
  advance(steps: number, signal?: AbortSignal): Promise<TrainingSteps>;
  scores(split: Split, signal?: AbortSignal): Promise<PairScores>;
  /** Of as many positive, unlabelled and negative examples, drawn from a part of the music in one way always; none of DualNet, which knows no classes. */
  posteriors(split: Split, signal?: AbortSignal): Promise<readonly ExamplePosterior[]>;
  /** Writes a checkpoint, whole or not at all, with words about it. */
  save(path: string, facts: Readonly<Record<string, string>>, signal?: AbortSignal): Promise<void>;
  close(): Promise<void>;
}
