import type { Split } from '../../domain/learning/split.js';
import type { ExamplePosterior, PairScores } from '../../ports/trainer.js';
import type { TrainingState } from './trainingState.js';

/** A network while it is trained, with the music that it is taught by. */
export interface OpenTraining extends TrainingState {
  readonly compositions: Readonly<Record<Split, number>>;
  /** One step, the `step`-th (from 1), on a batch drawn for it; its loss. */
  advance(step: number): number;
  scores(split: Split): PairScores;
  posteriors(split: Split): readonly ExamplePosterior[];
}
