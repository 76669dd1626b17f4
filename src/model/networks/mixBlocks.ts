import type { Layers } from '../layers.js';

/** Of all numbers of filters; 1 is the paper's. */
export const widths = [1, 1 / 2, 1 / 4, 1 / 8] as const;

/**
 * "Temporal pooling of (2, 1) for both" kinds of block may be read in two ways: time is halved at the end of each block, or the one-dimensional block halves it after each of its
 * two convolutions. Nothing else depends on it but how long the second of them is.
 */
export type Pooling = 'each block' | 'each convolution';

export interface MixNetOptions {
  readonly width: (typeof widths)[number];
  /** Left out: each block. */
  readonly pooling?: Pooling;
}

/** Bands of the mel spectrograms that these networks hear. */
export const melBands = 128;
/** Frames that a row of a source's output, and so of a projection, is made of. */
export const framesPerRow = 4;

/** Filters of the first and second block of a source, of the one-dimensional block, and of the layer before the classes. */
const filters = { first: 64, second: 128, joined: 256, hidden: 128 } as const;
/** Before each of the last two layers, while it is trained (ours: the paper says nothing of it). */
const dropped = 0.2;
export type FilterCounts = Readonly<Record<keyof typeof filters, number>>;

export const filterCounts = ({ width }: MixNetOptions): FilterCounts => ({
  first: filters.first * width,
  second: filters.second * width,
  joined: filters.joined * width,
  hidden: filters.hidden * width,
});

/** Numbers of each row of a projection. */
export const projectionChannels = (options: MixNetOptions): number => filterCounts(options).joined;

const active = <T>(layers: Layers<T>, x: T, name: string): T =>
  layers.relu(layers.batchNorm(x, `${name}/norm`));

/** ConvBlock2D: two convolutions of 3 × 3, and time halved. */
function block2D<T>(layers: Layers<T>, x: T, name: string, count: number): T {
  const heard = [`${name}/1`, `${name}/2`].reduce(
    (value, each) => active(layers, layers.convolve(value, each, { kernel: [3, 3], filters: count }), each),
    x,
  );
  return layers.averagePool(heard, 2);
}

/** SourceNet: mel [n, frames, 128, 1] (or another input, with as many channels as it has spectrograms) → [n, frames / 4, 128, 128 · width]. */
export function sourceNet<T>(layers: Layers<T>, mel: T, name: string, options: MixNetOptions): T {
  const { first, second } = filterCounts(options);
  return block2D(layers, block2D(layers, mel, `${name}/1`, first), `${name}/2`, second);
}

/** The first convolution of ConvBlock1D, over all bands; `share` as there. */
export const joinedConvolution = (options: MixNetOptions) => {
  return { kernel: [3, melBands], filters: filterCounts(options).joined, pitch: 'valid' } as const;
};
export const joinedName = 'joined/1';

/**
 * What follows that convolution: the rest of ConvBlock1D and the head, [n, rows, 1, 256 · width] → [n, 1, 1, 2]: logits of bad and good. "Reduced by adding the maximum and average",
 * read literally of the filters, leaves nothing for a layer of 128; here, as in the audio tagging networks that the head comes from, time is reduced so.
 */
export function mixHead<T>(layers: Layers<T>, joined: T, options: MixNetOptions): T {
  const { joined: count, hidden } = filterCounts(options);
  const first = active(layers, joined, joinedName);
  const halved = options.pooling === 'each convolution' ? layers.averagePool(first, 2) : first;
  const second = layers.convolve(halved, 'joined/2', { kernel: [3, 1], filters: count });
  const pooled = layers.maxPlusMean(layers.averagePool(active(layers, second, 'joined/2'), 2));
  const kept = layers.dropout(pooled, dropped);
  const features = layers.relu(layers.convolve(kept, 'hidden', { kernel: [1, 1], filters: hidden }));
  return layers.convolve(layers.dropout(features, dropped), 'classes', {
    ...{ kernel: [1, 1], filters: 2 },
    deviation: 1 / Math.sqrt(hidden),
  });
}
