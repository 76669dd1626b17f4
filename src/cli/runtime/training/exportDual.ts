import { readCheckpoint } from '../../../adapters/tfjs/checkpoint.js';
import { writeModel, type ModelFacts } from '../../../adapters/networks/modelFolder.js';
import { networkFile } from '../../../adapters/onnx/network/networkFile.js';
import { semitones } from '../../../audio/semitones/semitoneGrid.js';
import type { Model } from '../../../domain/model.js';
import { PipelineError } from '../../../errors.js';
import { dualNet, encodedRoles } from '../../../model/networks/dualNet.js';

/** Writes DualNet's encoders as a checkpoint has them into a model's folder. Errors: `not-found`, `unreadable`. */
export async function exportDual(checkpoint: string, folder: string, known: ModelFacts): Promise<Model> {
  const trained = await readCheckpoint(checkpoint);
  if (!trained)
    throw new PipelineError('not-found', `Writing a model: there is no ${checkpoint}. Train it first.`);
  const files = encodedRoles.map((role) => {
    const inputs = { rows: ['stems', 'rows', 1, semitones] as const };
    const bytes = networkFile(dualNet(role), trained.weights, { name: `${known.name}-${role}`, inputs });
    return [`${role}.onnx`, bytes] as const;
  });
  return writeModel(folder, new Map(files), known);
}
