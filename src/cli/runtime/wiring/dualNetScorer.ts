import type { FeatureStore } from '../../../adapters/features/featureStore.js';
import { dualScorer } from '../../../adapters/networks/dualScorer.js';
import { encodingStore } from '../../../adapters/networks/encodingStore.js';
import { readModel, type StoredModel } from '../../../adapters/networks/modelFolder.js';
import { onnxDualEncoder } from '../../../adapters/onnx/dual/onnxDualEncoder.js';
import { fitScorer } from '../../../adapters/rules/fitScorer.js';
import type { Model } from '../../../domain/learning/model.js';
import { PipelineError } from '../../../errors.js';
import type { Scorer } from '../../../ports/scorer.js';

export interface DualNetOptions {
  /** Of the model. */
  readonly folder: string;
  /** See FitOptions. */
  readonly byEarAlone?: boolean;
  /** In place of the model's own. */
  readonly weights?: Model['weights'];
  readonly name?: string;
}

/** A DualNet beside the fit rule. Errors: those of readModel. */
export const dualNetScorer = (stems: FeatureStore, options: DualNetOptions): Scorer =>
  dualNetOf(stems, readModel(options.folder), options);

/** The same by a model that was read. */
export function dualNetOf(
  stems: FeatureStore,
  { model, files }: StoredModel,
  options: Omit<DualNetOptions, 'folder'> = {},
): Scorer {
  const { byEarAlone = false, weights = model.weights, name = model.name } = options;
  const encoder = onnxDualEncoder({
    vocal: fileOf(model, files, 'vocal.onnx'),
    harmonic: fileOf(model, files, 'harmonic.onnx'),
  });
  return dualScorer({
    ...{ name, version: model.version, weight: weights.network, stems },
    rule: fitScorer(stems, { byEarAlone, harmonyWeight: weights.harmony }),
    encodings: encodingStore(encoder),
    open: () => encoder.open(),
    close: () => encoder.close(),
  });
}

function fileOf({ name: ofModel, version }: Model, files: StoredModel['files'], name: string): string {
  if (Object.hasOwn(files, name)) return files[name];
  throw new PipelineError(
    'unreadable',
    `Loading the model ${ofModel} ${version}: its record names no ${name}. Fetch the model anew.`,
  );
}
