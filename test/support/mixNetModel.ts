import { writeModel } from '../../src/adapters/networks/modelFolder.js';
import { networkFile, type Precision } from '../../src/adapters/onnx/network/networkFile.js';
import { preMixFiles } from '../../src/adapters/onnx/network/preMixFiles.js';
import { inputChannels, versionsOf } from '../../src/domain/learning/mixInputs.js';
import type { MixInput } from '../../src/domain/learning/mixTraining.js';
import { randomFrom } from '../../src/domain/random.js';
import type { Model } from '../../src/domain/learning/model.js';
import { roles, type Role } from '../../src/domain/role.js';
import type { Shape } from '../../src/model/measuringLayers.js';
import { joinedName } from '../../src/model/networks/mixBlocks.js';
import { postMixNetwork } from '../../src/model/networks/postMixNet.js';
import { preMixNetwork } from '../../src/model/networks/preMixNet.js';
import type { Weights } from '../../src/model/weights.js';
import { randomWeights } from './networkValues.js';

const width = 1 / 8;
const frames = 64;
const heard = (input?: MixInput): Shape => [1, frames, 128, inputChannels(input)];

const facts = (kind: 'premixnet' | 'postmixnet', weights: Model['weights'], input?: MixInput) => ({
  ...{ name: kind, kind, width, inputs: versionsOf(input), weights },
  data: [{ name: 'nothing', licence: 'CC0', compositions: 0 }],
  training: { seed: '1', steps: 0, engine: 'none' },
  figures: {},
});

export interface MixNetModelOptions {
  /** Of projections. */
  readonly kept?: Precision;
  /** Default: the network alone. */
  readonly weights?: Model['weights'];
  /** Of the random weights. */
  readonly seed?: string;
  /** It makes nothing of any stem. */
  readonly deaf?: boolean;
  readonly input?: MixInput;
}

/** Writes a PreMixNet of random weights at width 1/8; resolves to the whole network as ONNX. */
export async function writePreMixNet(
  folder: string,
  {
    kept = 'float32',
    weights: counts = { network: 1, harmony: 0 },
    seed = 'weights',
    deaf = false,
    input = 'mel',
  }: MixNetModelOptions = {},
): Promise<Uint8Array> {
  const inputs = Object.fromEntries(roles.map((role) => [role, heard(input)])) as Record<Role, Shape>; // of all roles
  const weights: Weights = randomWeights(preMixNetwork({ width }), inputs, randomFrom(seed));
  if (deaf) weights.get(`${joinedName}/kernel`)?.values.fill(0);
  const files = preMixFiles(weights, { width, name: 'PreMixNet', kept, input });
  const parts = roles.map((role) => [`${role}.onnx`, files.projection(role)] as const);
  await writeModel(
    folder,
    new Map([...parts, ['candidates.onnx', files.candidates()]]),
    facts('premixnet', counts, input),
  );
  return files.whole();
}

/** Writes a PostMixNet of random weights at width 1/8; resolves to its file. */
export async function writePostMixNet(
  folder: string,
  { seed = 'weights', input = 'mel' }: Pick<MixNetModelOptions, 'seed' | 'input'> = {},
): Promise<Uint8Array> {
  const weights = randomWeights(postMixNetwork({ width }), { mix: heard(input) }, randomFrom(seed));
  const file = networkFile(postMixNetwork({ width }), weights, {
    ...{ name: 'PostMixNet', inputs: { mix: ['examples', 'frames', 128, inputChannels(input)] } },
  });
  await writeModel(
    folder,
    new Map([['mix.onnx', file]]),
    facts('postmixnet', { network: 1, harmony: 0 }, input),
  );
  return file;
}
