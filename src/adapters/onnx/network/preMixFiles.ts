import { inputChannels } from '../../../domain/learning/mixInputs.js';
import type { MixInput } from '../../../domain/learning/mixTraining.js';
import type { Role } from '../../../domain/role.js';
import { melBands, projectionChannels, type MixNetOptions } from '../../../model/networks/mixBlocks.js';
import { candidateNetwork, preMixNetwork, projectionNetwork } from '../../../model/networks/preMixNet.js';
import type { Weights } from '../../../model/weights.js';
import { networkFile, type FreeShape, type NetworkFileOptions, type Precision } from './networkFile.js';

export interface PreMixFileOptions
  extends MixNetOptions, Pick<NetworkFileOptions, 'name' | 'precision' | 'properties'> {
  /** Of projections, as they are kept; default: float16, which a WebGPU device without 16-bit shaders does not take. */
  readonly kept?: Precision;
  /** Left out: mel. */
  readonly input?: MixInput;
}

/** PreMixNet's files, of one set of weights: each is made when it is asked for. */
export interface PreMixFiles {
  /** Inputs `vocal`, `harmonic`, `percussion` [examples, frames, 128, channels], output `posteriors` [examples, 1, 1, 2]: bad, good. */
  whole(): Uint8Array;
  /** Input `mel` (whatever it hears) [examples, frames, 128, channels], output `projection` [examples, frames / 4, 1, 256 · width]. */
  projection(role: Role): Uint8Array;
  /** Inputs `vocal` (one), `harmonic`, `percussion`: projections; output `posteriors` [harmonics · percussions, 1, 1, 2], the percussion changing first. */
  candidates(): Uint8Array;
}

/** PreMixNet as ONNX, whole and in parts. Errors: those of `networkFile`. */
export function preMixFiles(weights: Weights, options: PreMixFileOptions): PreMixFiles {
  const { name, kept = 'float16' } = options;
  const mel: FreeShape = ['examples', 'frames', melBands, inputChannels(options.input)];
  const part = (examples: number | string): FreeShape => [examples, 'rows', 1, projectionChannels(options)];
  return {
    whole: () =>
      networkFile(preMixNetwork(options), weights, {
        ...options,
        inputs: { vocal: mel, harmonic: mel, percussion: mel },
      }),
    projection: (role) =>
      networkFile(projectionNetwork(role, options), weights, {
        ...options,
        ...{ name: `${name}: ${role} projection`, inputs: { mel }, outputPrecision: kept },
      }),
    candidates: () =>
      networkFile(candidateNetwork(options), weights, {
        ...options,
        ...{ name: `${name}: candidates`, inputPrecision: kept },
        inputs: { vocal: part(1), harmonic: part('harmonics'), percussion: part('percussions') },
      }),
  };
}
