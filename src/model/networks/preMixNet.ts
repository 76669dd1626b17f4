import { roles, type Role } from '../../domain/role.js';
import type { Layers } from '../layers.js';
import type { Network } from '../network.js';
import {
  filterCounts,
  joinedConvolution,
  joinedName,
  mixHead,
  sourceNet,
  type MixNetOptions,
} from './mixBlocks.js';

/** PreMixNet (Huang et al. 2021): the parts' mels, each [n, frames, 128, 1], → logits of bad and good [n, 1, 1, 2]. */
export function preMixNet<T>(layers: Layers<T>, mels: Readonly<Record<Role, T>>, options: MixNetOptions): T {
  const heard = layers.concatenate(roles.map((role) => sourceNet(layers, mels[role], role, options)));
  return mixHead(layers, layers.convolve(heard, joinedName, joinedConvolution(options)), options);
}

/**
 * What a part adds to the first convolution over all of them: mel [n, frames, 128, 1] → [n, frames / 4, 1, 256 · width]. A convolution of joined channels is the sum of one of each part's channels,
 * so that a part needs to be heard once, whatever it is combined with.
 */
export function stemProjection<T>(layers: Layers<T>, mel: T, role: Role, options: MixNetOptions): T {
  const { second } = filterCounts(options);
  const share = { first: roles.indexOf(role) * second, inputs: roles.length * second };
  return layers.convolve(sourceNet(layers, mel, role, options), joinedName, {
    ...joinedConvolution(options),
    share,
  });
}

/** The rest of PreMixNet, for all combinations of projections: logits [vocals · harmonics · percussions, 1, 1, 2], the percussion changing first. */
export function candidateHead<T>(
  layers: Layers<T>,
  projections: Readonly<Record<Role, T>>,
  options: MixNetOptions,
): T {
  // The bias joins the voice, which there is one of, and not each combination.
  const vocal = layers.addBias(projections.vocal, joinedName);
  const sums = layers.addCombinations([vocal, projections.harmonic, projections.percussion]);
  return mixHead(layers, sums, options);
}

/** The whole network, which gives posteriors: inputs `vocal`, `harmonic`, `percussion`, output `posteriors`. */
export const preMixNetwork =
  (options: MixNetOptions): Network =>
  (layers, { vocal, harmonic, percussion }) => ({
    posteriors: layers.softmax(preMixNet(layers, { vocal, harmonic, percussion }, options)),
  });

/** Input `mel`, output `projection`. */
export const projectionNetwork =
  (role: Role, options: MixNetOptions): Network =>
  (layers, { mel }) => ({ projection: stemProjection(layers, mel, role, options) });

/** Inputs `vocal`, `harmonic`, `percussion`: projections; output `posteriors`. */
export const candidateNetwork =
  (options: MixNetOptions): Network =>
  (layers, { vocal, harmonic, percussion }) => ({
    posteriors: layers.softmax(candidateHead(layers, { vocal, harmonic, percussion }, options)),
  });
