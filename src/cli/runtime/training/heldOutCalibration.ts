import type { Calibration } from '../../../domain/learning/calibration.js';
import { pairLabels } from '../../../evaluation/pairLabels.js';
import { plattFit } from '../../../evaluation/plattFit.js';
import type { Trainer } from '../../../ports/trainer.js';

/** How scores of the network that a trainer holds become posteriors, by the music that it was chosen by; undefined where that is too little. */
export const heldOutCalibration = async (
  trainer: Pick<Trainer, 'scores'>,
  signal?: AbortSignal,
): Promise<Calibration | undefined> => plattFit(pairLabels(await trainer.scores('validation', signal)));
