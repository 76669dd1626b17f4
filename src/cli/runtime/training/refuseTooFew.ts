import { splits } from '../../../domain/learning/split.js';
import { PipelineError } from '../../../errors.js';
import type { TrainingBegin } from '../../../ports/trainer.js';

/** A right answer is told among wrong ones, which are of another composition. */
const least = 2;

/** Error `refused-input` where a part of the music has too few compositions to teach, choose or test. */
export function refuseTooFew({ compositions }: Pick<TrainingBegin, 'compositions'>): void {
  if (splits.every((split) => compositions[split] >= least)) return;
  const { train, validation, test } = compositions;
  throw new PipelineError(
    'refused-input',
    `Training: there are too few compositions in which somebody sings and something is played: ${train} to train on, ${validation} to choose by and ${test} to test on, and each needs ${least} at least. Add music: of forty compositions, about eight are to test on and four to choose by.`,
  );
}
