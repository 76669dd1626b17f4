import type { Layers } from '../layers.js';
import type { Network } from '../network.js';
import { joinedConvolution, joinedName, mixHead, sourceNet, type MixNetOptions } from './mixBlocks.js';

/** PostMixNet (Huang et al. 2021): the mel of the downmix [n, frames, 128, 1] → logits of bad and good [n, 1, 1, 2]. */
export function postMixNet<T>(layers: Layers<T>, mel: T, options: MixNetOptions): T {
  const heard = sourceNet(layers, mel, 'mix', options);
  return mixHead(layers, layers.convolve(heard, joinedName, joinedConvolution(options)), options);
}

/** Input `mix`, output `posteriors`. */
export const postMixNetwork =
  (options: MixNetOptions): Network =>
  (layers, { mix }) => ({ posteriors: layers.softmax(postMixNet(layers, mix, options)) });
