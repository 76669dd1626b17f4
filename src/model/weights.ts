import type { Convolution } from './layers.js';

/** Numbers that a layer has learned. */
export interface Weight {
  readonly shape: readonly number[];
  /** Row by row. */
  readonly values: Float32Array;
}

/** By name. */
export type Weights = ReadonlyMap<string, Weight>;

/** What a weight is to be. */
export interface WeightPlan {
  readonly name: string;
  readonly shape: readonly number[];
  /** Normal about 0, or one number everywhere. */
  readonly initial: { readonly deviation: number } | { readonly value: number };
  /** Training changes it; the others are moving statistics of batch norms. */
  readonly trained: boolean;
  /** Weight decay applies: to kernels only. */
  readonly decays: boolean;
  /** A network that takes a share of a kernel uses these of its input channels only. */
  readonly used?: { readonly first: number; readonly count: number };
}

const plan = (name: string, shape: readonly number[], value: number, trained = true): WeightPlan => {
  return { name, shape, initial: { value }, trained, decays: false };
};

/** Of a convolution of so many channels. */
export function kernelPlan(name: string, channels: number, convolution: Convolution): WeightPlan {
  const { kernel, filters, share } = convolution;
  const inputs = share?.inputs ?? channels;
  const deviation = convolution.deviation ?? Math.sqrt(2 / (kernel[0] * kernel[1] * inputs));
  return {
    name: `${name}/kernel`,
    shape: [...kernel, inputs, filters],
    initial: { deviation },
    ...{ trained: true, decays: true },
    ...(share && { used: { first: share.first, count: channels } }),
  };
}

export const biasPlan = (name: string, filters: number): WeightPlan => plan(`${name}/bias`, [filters], 0);

/** Of a batch norm: what it learns, and the moving mean and variance. */
export function normPlans(name: string, channels: number): Readonly<Record<NormWeight, WeightPlan>> {
  return {
    gamma: plan(`${name}/gamma`, [channels], 1),
    beta: plan(`${name}/beta`, [channels], 0),
    mean: plan(`${name}/mean`, [channels], 0, false),
    variance: plan(`${name}/variance`, [channels], 1, false),
  };
}
export type NormWeight = 'gamma' | 'beta' | 'mean' | 'variance';

export const factorPlan = (name: string, initial: number): WeightPlan => plan(`${name}/factor`, [1], initial);

const product = (shape: readonly number[]): number => shape.reduce((all, size) => all * size, 1);

/** How many numbers of it a network uses. */
export const usedNumbers = ({ shape, used }: WeightPlan): number =>
  used ? (product(shape) / shape[2]) * used.count : product(shape);
