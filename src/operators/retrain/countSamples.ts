import type { Retrain } from '../../domain/learning/retrain.js';
import type { Sample } from '../../domain/learning/sample.js';
import { each } from '../stream/each.js';
import type { Leaving, Output } from '../stream/output.js';
import { stage, type Stage, type StageOptions } from '../stream/stage.js';
import type { RetrainOptions } from './retrainOptions.js';

export type CountOptions = StageOptions & Pick<RetrainOptions, 'modelName' | 'enoughSamples'>;

/** Several workers have a share of the samples each: who is asked too early waits for the rest. */
const asksPerWindow = 8;

/** Counts training samples as they come, and asks for a training a few times before there are enough. What it has counted may be lost: asking costs little, and it is asked by the clock as well. */
export function countSamples(options: CountOptions): Stage<Sample | null, Leaving> {
  const { modelName, enoughSamples, clock } = options;
  const window = Math.max(1, Math.floor(enoughSamples / asksPerWindow));
  let counted = 0;
  return stage('count samples', options, (sample) => {
    if (sample) counted += 1;
    if (counted < window) return each(Promise.resolve([]));
    counted = 0;
    return [{ outputs: [retrainRequest(modelName, 'samples', clock.now())] }];
  });
}

/** Asks whether it is time to teach a model further. */
export const retrainRequest = (name: string, why: Retrain['why'], asked: number): Output<'retrain'> => ({
  topic: 'retrain',
  key: name,
  value: { schema: 1, name, why, asked },
});
