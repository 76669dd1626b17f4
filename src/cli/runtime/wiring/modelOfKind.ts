import { readModel, type StoredModel } from '../../../adapters/networks/modelFolder.js';
import type { Model } from '../../../domain/learning/model.js';
import { PipelineError } from '../../../errors.js';

/** The model of a folder. Errors: `bad-config` where none is named, or one of another kind; those of readModel. */
export function modelOfKind(kind: Model['kind'], folder: string | undefined): StoredModel {
  if (folder === undefined)
    throw new PipelineError(
      'bad-config',
      `Scoring by ${kind}: no model is named, and none is current. Name its folder with --model, or publish and promote one with mashstream models; mashstream train makes one.`,
    );
  const stored = readModel(folder);
  if (stored.model.kind === kind) return stored;
  throw new PipelineError(
    'bad-config',
    `Scoring by ${kind}: the model in ${folder} is a ${stored.model.kind}. Name another with --model, or score by ${stored.model.kind}.`,
  );
}
