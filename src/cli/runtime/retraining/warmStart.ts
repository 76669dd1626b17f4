import { readNetworkFile } from '../../../adapters/onnx/network/readNetworkFile.js';
import { writeCheckpoint } from '../../../adapters/tfjs/checkpoint.js';
import type { Weight } from '../../../model/weights.js';
import type { ModelFiles } from '../../../ports/models.js';

/** The logarithm of what scores are multiplied by while DualNet is trained; a model has no use for it, and it begins anew. */
const sharpness: Weight = { shape: [], values: Float32Array.of(2.5) };

/** Writes the weights of a published DualNet as a checkpoint that a training begins with. Error `unreadable`. */
export async function warmStart(files: ModelFiles, path: string): Promise<void> {
  const networks = [...files].filter(([name]) => name.endsWith('.onnx'));
  const weights = networks.flatMap(([name, bytes]) => [...readNetworkFile(bytes, name).weights]);
  await writeCheckpoint(path, { weights: new Map([...weights, ['sharpness', sharpness]]), facts: {} });
}
