import { pipe } from 'rxjs';
import { countSamples, type CountOptions } from '../operators/retrain/countSamples.js';
import { judge } from '../operators/retrain/judge.js';
import {
  planTraining,
  type PlannedTraining,
  type PublishedBefore,
} from '../operators/retrain/planTraining.js';
import { promoteModel, publishModel } from '../operators/retrain/publishModel.js';
import type { RetrainOptions } from '../operators/retrain/retrainOptions.js';
import { teach } from '../operators/retrain/teach.js';
import { route } from '../operators/stream/route.js';
import { anyTopology, type Topology } from './topology.js';

/** training-samples → retrain: when it may be time to teach a model further. */
export const collectTopology = (options: CountOptions): Topology => {
  const topology: Topology<'training-samples'> = {
    ...{ name: 'collect', topic: 'training-samples', inWork: 32, waiting: 256 },
    operator: (write) => pipe(countSamples(options), write()),
  };
  return anyTopology(topology);
};

const isPlanned = (found: PlannedTraining | PublishedBefore): found is PlannedTraining =>
  found.kind === 'planned';

/** retrain → models: decide, teach, judge, publish, promote. One training at a time in a process. */
export const retrainTopology = (options: RetrainOptions): Topology => {
  const { modelName, trainings, log, clock } = options;
  const topology: Topology<'retrain'> = {
    ...{ name: 'retrain', topic: 'retrain', inWork: 1, waiting: 4, lasting: true },
    operator: () =>
      pipe(
        planTraining(options),
        route<PlannedTraining | PublishedBefore, PlannedTraining, PublishedBefore>({
          when: isPlanned,
          then: pipe(teach(options), judge(options), publishModel(options)),
          otherwise: pipe(),
        }),
        promoteModel(options),
      ),
    // What failed is tried again when there is as much that is new, or after the interval: not at once, by the next request.
    remember: async () => {
      const upTo = [...(await log.end('training-samples'))];
      await trainings.giveUp(modelName, { at: clock.now(), upTo });
      await trainings.forget(modelName);
    },
  };
  return anyTopology(topology);
};
