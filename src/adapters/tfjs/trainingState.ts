import type { Weights } from '../../model/weights.js';
import type { Optimizer } from './adamW.js';
import type { TensorWeights } from './tensorWeights.js';

/** What a training goes on from. */
export interface TrainingState {
  /** Weights and moments. */
  state(): Weights;
  /** Error: `refused-input` where they are of another network. */
  restore(stored: Weights): void;
  /** Its names may be given anew afterwards. */
  dispose(): void;
}

export const trainingState = (weights: TensorWeights, optimizer: Optimizer): TrainingState => ({
  state: () => new Map([...weights.all(), ...optimizer.moments()]),
  restore(stored) {
    weights.restore(stored);
    optimizer.restore(stored);
  },
  dispose() {
    weights.dispose();
    optimizer.dispose();
  },
});
