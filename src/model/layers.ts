/** A convolution that keeps the length in time. */
export interface Convolution {
  readonly kernel: readonly [time: number, pitch: number];
  readonly filters: number;
  /** `same` (left out) keeps the pitch axis as it is, `valid` shortens it by the kernel less one. */
  readonly pitch?: 'same' | 'valid';
  /** Deviation of its weights at the beginning; left out: He et al. 2015, √(2 / inputs), as fits a ReLU after it. */
  readonly deviation?: number;
  /** The value has only the channels from `first` on of the `inputs` that the kernel is for: what they add to the whole sum, without the bias. */
  readonly share?: { readonly first: number; readonly inputs: number };
}

/** Added to a variance before its root is taken. */
export const normEpsilon = 1e-5;
/** A vector is divided by its length, or by this where it is shorter: one of zeros stays. */
export const shortestLength = 1e-6;

/**
 * What networks are made of, over values of some kind: tensors where one is trained, names of a graph where it is exported, shapes where it is measured. So each
 * network is written once. A value is [examples, time, pitch, channels]; a layer with weights has a name of its own in its network.
 */
export interface Layers<T> {
  /** With a bias, but for a share. The pitch axis is padded with zeros as the time axis is: after the value once more than before it where a kernel is even. */
  convolve(x: T, name: string, convolution: Convolution): T;
  /** Over examples, time and pitch. */
  batchNorm(x: T, name: string): T;
  relu(x: T): T;
  /** Means of so many neighbours in time; a rest is left out. */
  averagePool(x: T, times: number): T;
  /** Training alone: a share of the values is 0, the others grow to match. */
  dropout(x: T, share: number): T;
  /** On the channels. */
  concatenate(values: readonly T[]): T;
  add(values: readonly T[]): T;
  /** Sums of one example of each value, all choices of them, the last value's changing first: [a · b …, time, pitch, channels]. */
  addCombinations(values: readonly T[]): T;
  /** The bias of the convolution of that name, for the sum of its shares. */
  addBias(x: T, name: string): T;
  /** A fixed matrix on the channels: [inputs][outputs]. */
  project(x: T, matrix: readonly (readonly number[])[]): T;
  /** Each vector of channels divided by its length. */
  unitLength(x: T): T;
  /** Each vector of channels times tanh ‖x‖ / ‖x‖: short ones stay short, none is longer than 1. */
  squash(x: T): T;
  /** Times a learned number. */
  scale(x: T, name: string, initial: number): T;
  /** Maximum plus mean over time: [examples, 1, pitch, channels]. */
  maxPlusMean(x: T): T;
  /** Over the channels. */
  softmax(x: T): T;
}
