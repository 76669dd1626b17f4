import { join } from 'node:path';
import type { FeatureStore } from '../../../adapters/features/featureStore.js';
import { dualScorer } from '../../../adapters/networks/dualScorer.js';
import { encodingStore } from '../../../adapters/networks/encodingStore.js';
import { readModel } from '../../../adapters/networks/modelFolder.js';
import { onnxDualEncoder } from '../../../adapters/onnx/dual/onnxDualEncoder.js';
import { packageFolder } from '../../../packageFolder.js';
import type { Scorer } from '../../../ports/scorer.js';

/** The DualNet that comes with the program, beside a rule. Errors as readModel's. */
export function shippedDualScorer(stems: FeatureStore, rule: Scorer, folder = shipped): Scorer {
  const { model, files } = readModel(folder);
  const encoder = onnxDualEncoder({ vocal: files['vocal.onnx'], harmonic: files['harmonic.onnx'] });
  return dualScorer({
    ...{ name: model.name, version: model.version, weight: model.weight },
    ...{ stems, rule, encodings: encodingStore(encoder) },
    close: () => encoder.close(),
  });
}

const shipped = join(packageFolder, 'models', 'dualnet');
