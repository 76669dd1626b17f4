import { PipelineError } from '../errors.js';
import type { Layers } from './layers.js';
import { biasPlan, factorPlan, kernelPlan, normPlans, type WeightPlan } from './weights.js';

export type Shape = readonly [examples: number, time: number, pitch: number, channels: number];

/** Told what a network is made of. */
export interface Counter {
  weight(plan: WeightPlan): void;
  multiplyAdds(count: number): void;
}

const text = (shape: readonly number[]): string => `[${shape.join(', ')}]`;

function refuse(doing: string, why: string): never {
  throw new PipelineError(
    'internal',
    `Building a network: ${doing} ${why}. Change the network or its input.`,
  );
}

/** The shape of values that must be of one shape, but for the axes left out. */
function common(doing: string, shapes: readonly Shape[], axes: readonly number[]): Shape {
  if (shapes.length === 0) refuse(doing, 'needs a value at least');
  const other = shapes.find((shape) => axes.some((axis) => shape[axis] !== shapes[0][axis]));
  if (other) refuse(doing, `needs values of one shape, not ${text(shapes[0])} and ${text(other)}`);
  return shapes[0];
}

/** Layers over shapes: what comes of a value, and errors where a layer cannot take it. */
export function measuringLayers(counter: Counter): Layers<Shape> {
  const same = (x: Shape): Shape => x;
  return {
    convolve(x, name, convolution) {
      const [examples, time, pitch, channels] = x;
      const { kernel, filters, share } = convolution;
      const left = convolution.pitch === 'valid' ? pitch - kernel[1] + 1 : pitch;
      if (left < 1) refuse(name, `has a kernel of ${kernel[1]} pitches, the value ${text(x)} has ${pitch}`);
      if (share && share.first + channels > share.inputs)
        refuse(name, `takes channels ${share.first} to ${share.first + channels} of ${share.inputs}`);
      counter.weight(kernelPlan(name, channels, convolution));
      if (!share) counter.weight(biasPlan(name, filters));
      counter.multiplyAdds(examples * time * left * kernel[0] * kernel[1] * channels * filters);
      return [examples, time, left, filters];
    },
    batchNorm(x, name) {
      for (const plan of Object.values(normPlans(name, x[3]))) counter.weight(plan);
      return x;
    },
    relu: same,
    averagePool([examples, time, ...rest], times) {
      if (time < times) refuse(`a mean of ${times} in time`, `cannot be taken of ${time}`);
      return [examples, Math.floor(time / times), ...rest];
    },
    dropout: same,
    concatenate(values) {
      const [examples, time, pitch] = common('joining channels', values, [0, 1, 2]);
      return [examples, time, pitch, values.reduce((sum, shape) => sum + shape[3], 0)];
    },
    add: (values) => common('adding', values, [0, 1, 2, 3]),
    addCombinations(values) {
      const [, ...rest] = common('adding combinations', values, [1, 2, 3]);
      return [values.reduce((all, [examples]) => all * examples, 1), ...rest];
    },
    addBias(x, name) {
      counter.weight(biasPlan(name, x[3]));
      return x;
    },
    project(x, matrix) {
      const [examples, time, pitch, channels] = x;
      if (matrix.length !== channels)
        refuse('a projection', `of ${matrix.length} channels cannot take ${text(x)}`);
      counter.multiplyAdds(examples * time * pitch * channels * matrix[0].length);
      return [examples, time, pitch, matrix[0].length];
    },
    unitLength: same,
    squash: same,
    scale(x, name, initial) {
      counter.weight(factorPlan(name, initial));
      return x;
    },
    maxPlusMean: ([examples, , pitch, channels]) => [examples, 1, pitch, channels],
    softmax: same,
  };
}
