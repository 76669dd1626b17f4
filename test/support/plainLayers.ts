import { normEpsilon, shortestLength, type Convolution, type Layers } from '../../src/model/layers.js';
import type { Shape } from '../../src/model/measuringLayers.js';
import type { Weights } from '../../src/model/weights.js';

/** Numbers in the order [examples, time, pitch, channels]. */
export interface PlainValue {
  readonly shape: Shape;
  readonly values: Float32Array;
}

type Place = readonly [example: number, time: number, pitch: number, channel: number];

/** Number `at`; 0 outside of the time and pitch axes. */
function at({ shape, values }: PlainValue, [n, t, p, c]: Place): number {
  const [, times, pitches, channels] = shape;
  if (t < 0 || t >= times || p < 0 || p >= pitches) return 0;
  return values[((n * times + t) * pitches + p) * channels + c];
}

/** Each number of a value by its place. */
function valueOf(shape: Shape, number: (place: Place) => number): PlainValue {
  const values = new Float32Array(shape.reduce((all, size) => all * size, 1));
  let next = 0;
  for (let n = 0; n < shape[0]; n += 1)
    for (let t = 0; t < shape[1]; t += 1)
      for (let p = 0; p < shape[2]; p += 1)
        for (let c = 0; c < shape[3]; c += 1) values[next++] = number([n, t, p, c]);
  return { shape, values };
}

const sumTo = (count: number, term: (i: number) => number): number => {
  let sum = 0;
  for (let i = 0; i < count; i += 1) sum += term(i);
  return sum;
};

/** Layers computed one number at a time, in the plainest way: what other interpreters are compared with. Norms use their moving statistics, as after training. */
export function plainLayers(weights: Weights): Layers<PlainValue> {
  const weight = (name: string): Float32Array => weights.get(name)!.values;
  const each = (x: PlainValue, change: (value: number, place: Place) => number): PlainValue =>
    valueOf(x.shape, (place) => change(at(x, place), place));
  const lengthAt = (x: PlainValue, [n, t, p]: Place): number =>
    Math.max(Math.sqrt(sumTo(x.shape[3], (c) => at(x, [n, t, p, c]) ** 2)), shortestLength);

  function convolve(x: PlainValue, name: string, convolution: Convolution): PlainValue {
    const { kernel, filters, share } = convolution;
    const [examples, times, pitches, channels] = x.shape;
    const valid = convolution.pitch === 'valid';
    const [k, inputs] = [weight(`${name}/kernel`), share?.inputs ?? channels];
    const before = [Math.floor((kernel[0] - 1) / 2), valid ? 0 : Math.floor((kernel[1] - 1) / 2)];
    const shape = [examples, times, valid ? pitches - kernel[1] + 1 : pitches, filters] as const;
    return valueOf(shape, ([n, t, p, f]) => {
      const heard = sumTo(kernel[0], (i) =>
        sumTo(kernel[1], (j) =>
          sumTo(channels, (c) => {
            const input = (i * kernel[1] + j) * inputs + (share?.first ?? 0) + c;
            return k[input * filters + f] * at(x, [n, t + i - before[0], p + j - before[1], c]);
          }),
        ),
      );
      return share ? heard : heard + weight(`${name}/bias`)[f];
    });
  }

  return {
    convolve,
    batchNorm(x, name) {
      const [gamma, beta, mean, variance] = ['gamma', 'beta', 'mean', 'variance'].map((part) =>
        weight(`${name}/${part}`),
      );
      return each(
        x,
        (value, [, , , c]) => ((value - mean[c]) / Math.sqrt(variance[c] + normEpsilon)) * gamma[c] + beta[c],
      );
    },
    relu: (x) => each(x, (value) => Math.max(0, value)),
    averagePool(x, times) {
      const [examples, time, pitch, channels] = x.shape;
      return valueOf(
        [examples, Math.floor(time / times), pitch, channels],
        ([n, t, p, c]) => sumTo(times, (i) => at(x, [n, t * times + i, p, c])) / times,
      );
    },
    dropout: (x) => x,
    concatenate(values) {
      const [examples, time, pitch] = values[0].shape;
      const channels = values.flatMap((value) =>
        Array.from({ length: value.shape[3] }, (_, channel) => ({ value, channel })),
      );
      return valueOf([examples, time, pitch, channels.length], ([n, t, p, c]) =>
        at(channels[c].value, [n, t, p, channels[c].channel]),
      );
    },
    add: (values) => each(values[0], (_, place) => sumTo(values.length, (i) => at(values[i], place))),
    addCombinations: (values) =>
      values.reduce((a, b) => {
        const [, ...rest] = a.shape;
        return valueOf([a.shape[0] * b.shape[0], ...rest], ([n, ...place]) => {
          const [i, j] = [Math.floor(n / b.shape[0]), n % b.shape[0]];
          return at(a, [i, ...place]) + at(b, [j, ...place]);
        });
      }),
    addBias: (x, name) => each(x, (value, [, , , c]) => value + weight(`${name}/bias`)[c]),
    project(x, matrix) {
      const [examples, time, pitch, channels] = x.shape;
      return valueOf([examples, time, pitch, matrix[0].length], ([n, t, p, o]) =>
        sumTo(channels, (c) => at(x, [n, t, p, c]) * matrix[c][o]),
      );
    },
    unitLength: (x) => each(x, (value, place) => value / lengthAt(x, place)),
    squash: (x) => each(x, (value, place) => (value * Math.tanh(lengthAt(x, place))) / lengthAt(x, place)),
    scale: (x, name) => each(x, (value) => value * weight(`${name}/factor`)[0]),
    maxPlusMean(x) {
      const [examples, time, pitch, channels] = x.shape;
      return valueOf([examples, 1, pitch, channels], ([n, , p, c]) => {
        const over = Array.from({ length: time }, (_, t) => at(x, [n, t, p, c]));
        return Math.max(...over) + over.reduce((sum, value) => sum + value, 0) / time;
      });
    },
    softmax: (x) =>
      each(x, (value, [n, t, p]) => {
        const sum = sumTo(x.shape[3], (c) => Math.exp(at(x, [n, t, p, c])));
        return Math.exp(value) / sum;
      }),
  };
}
