import type { Split } from '../../domain/learning/split.js';
import type { Weights } from '../../model/weights.js';
import type { ExamplePosterior, PairScores } from '../../ports/trainer.js';

/** A network while it is trained, with the music that it is taught by. */
export interface OpenTraining {
  readonly compositions: Readonly<Record<Split, number>>;
  /** One step, the `step`-th (from 1), on a batch drawn for it; its loss. */
  advance(step: number): number;
  scores(split: Split): PairScores;
  posteriors(split: Split): readonly ExamplePosterior[];
  /** Weights and moments. */
  state(): Weights;
  /** Error: `refused-input` where they are of another network. */
  restore(stored: Weights): void;
  /** Its names may be given anew afterwards. */
  dispose(): void;
}
