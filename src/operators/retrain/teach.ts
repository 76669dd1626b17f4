import type { TaughtModel } from '../../ports/teacher.js';
import { each } from '../stream/each.js';
import { stage, type Stage } from '../stream/stage.js';
import type { PlannedTraining } from './planTraining.js';
import type { RetrainOptions } from './retrainOptions.js';

/** A training that came to its end. */
export interface DoneTraining extends PlannedTraining {
  readonly taught: TaughtModel;
}

/** Teaches aside, for hours perhaps; where the process drains or the request is another worker's by now, it stops in good order and the request is handed back. */
export function teach(options: RetrainOptions): Stage<PlannedTraining, DoneTraining> {
  const { teacher } = options;
  return stage('teach', { ...options, heavy: true, handsBack: true }, (planned, context) => {
    const { mayGoOn: goesOn, progress, goOn } = context;
    const taught = async (): Promise<readonly DoneTraining[]> => {
      const model = await teacher.teach(planned.lesson, { goesOn, progress });
      if (model) return [{ ...planned, taught: model }];
      goOn();
      return [];
    };
    return each(taught());
  });
}
