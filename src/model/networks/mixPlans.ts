import { inputChannels } from '../../domain/learning/mixInputs.js';
import type { MixTraining } from '../../domain/learning/mixTraining.js';
import { measureNetwork } from '../measureNetwork.js';
import type { WeightPlan } from '../weights.js';
import { melBands, type MixNetOptions } from './mixBlocks.js';
import { postMixNetwork } from './postMixNet.js';
import { preMixNetwork } from './preMixNet.js';

/** Enough for all pools. */
const frames = 16;

/** The weights of one of the paper's networks. */
export function mixPlans({
  network,
  input,
  ...options
}: MixNetOptions & Pick<MixTraining, 'network' | 'input'>): readonly WeightPlan[] {
  const mel = [1, frames, melBands, inputChannels(input)] as const;
  const measure =
    network === 'premixnet'
      ? measureNetwork(preMixNetwork(options), { vocal: mel, harmonic: mel, percussion: mel })
      : measureNetwork(postMixNetwork(options), { mix: mel });
  return measure.weights;
}
