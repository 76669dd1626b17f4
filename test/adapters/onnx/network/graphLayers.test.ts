import { describe, expect, it } from 'vitest';
import type { Layers } from '../../../../src/model/layers.js';
import type { Shape } from '../../../../src/model/measuringLayers.js';
import type { Named, Network } from '../../../../src/model/network.js';
import { dualEncoder } from '../../../../src/model/networks/dualNet.js';
import { farthest, randomValue, randomWeights, runOnnx } from '../../../support/networkValues.js';
import { plainLayers, type PlainValue } from '../../../support/plainLayers.js';

/** How far ONNX is from the plain formulas, for inputs between −1 and 1 and random weights. */
async function apart(network: Network, values: Named<PlainValue>): Promise<number> {
  const shapes = Object.fromEntries(Object.entries(values).map(([name, { shape }]) => [name, shape]));
  const weights = randomWeights(network, shapes);
  const [expected, found] = [network(plainLayers(weights), values), await runOnnx(network, weights, values)];
  expect(Object.keys(found)).toEqual(Object.keys(expected));
  return Math.max(...Object.keys(expected).map((name) => farthest(expected[name], found[name])));
}

describe('a layer in ONNX is as the plain formula', () => {
  it.each<[string, <T>(layers: Layers<T>, x: T) => T, Shape]>([
    ['convolution', (l, x) => l.convolve(x, 'c', { kernel: [3, 3], filters: 5 }), [2, 7, 6, 4]],
    [
      'convolution of even kernels',
      (l, x) => l.convolve(x, 'c', { kernel: [4, 2], filters: 5 }),
      [2, 7, 6, 4],
    ],
    [
      'convolution valid in pitch',
      (l, x) => l.convolve(x, 'c', { kernel: [3, 6], filters: 5, pitch: 'valid' }),
      [2, 7, 6, 4],
    ],
    [
      'share of a convolution',
      (l, x) => l.convolve(x, 'c', { kernel: [3, 2], filters: 5, share: { first: 3, inputs: 9 } }),
      [2, 7, 6, 4],
    ],
    ['batch norm', (l, x) => l.batchNorm(x, 'n'), [2, 7, 6, 4]],
    ['ReLU', (l, x) => l.relu(x), [2, 7, 6, 4]],
    ['average pool with a rest', (l, x) => l.averagePool(x, 3), [2, 8, 6, 4]],
    ['average of one', (l, x) => l.averagePool(x, 1), [2, 8, 6, 4]],
    ['dropout', (l, x) => l.dropout(l.relu(x), 0.5), [2, 7, 6, 4]],
    ['joined channels', (l, x) => l.concatenate([x, l.relu(x), x]), [2, 7, 6, 4]],
    ['sum', (l, x) => l.add([x, l.relu(x), x]), [2, 7, 6, 4]],
    ['sum of one', (l, x) => l.add([x]), [2, 7, 6, 4]],
    ['sums of combinations', (l, x) => l.addCombinations([x, l.relu(x), x]), [3, 7, 2, 4]],
    ['sums of combinations of one', (l, x) => l.addCombinations([x, l.relu(x)]), [1, 7, 2, 4]],
    ['bias', (l, x) => l.addBias(x, 'c'), [2, 7, 6, 4]],
    [
      'projection',
      (l, x) =>
        l.project(x, [
          [1, 2],
          [3, 4],
          [5, -6],
        ]),
      [2, 7, 6, 3],
    ],
    ['unit length', (l, x) => l.unitLength(x), [2, 7, 6, 4]],
    ['squash', (l, x) => l.squash(x), [2, 7, 6, 4]],
    ['scale', (l, x) => l.scale(x, 's', 0.7), [2, 7, 6, 4]],
    ['maximum plus mean', (l, x) => l.maxPlusMean(x), [2, 7, 6, 4]],
    ['softmax', (l, x) => l.softmax(x), [2, 7, 6, 4]],
    ['nothing', (_, x) => x, [2, 7, 6, 4]],
  ])('%s', async (_, layer, shape) => {
    const network: Network = (layers, { x }) => ({ y: layer(layers, x) });
    expect(await apart(network, { x: randomValue(shape) })).toBeLessThan(1e-5);
  });

  it.each<[string, <T>(layers: Layers<T>, x: T) => T]>([
    ['unit length', (l, x) => l.unitLength(x)],
    ['squash', (l, x) => l.squash(x)],
  ])('%s of zeros is zeros', async (_, layer) => {
    const x = { shape: [1, 2, 1, 3] as const, values: Float32Array.of(0, 0, 0, 3, 0, -4) };
    const { y } = await runOnnx((layers, inputs) => ({ y: layer(layers, inputs.x) }), new Map(), { x });
    expect(y.values.slice(0, 3)).toEqual(new Float32Array(3));
    expect(y.values[3]).toBeGreaterThan(0.5);
  });

  it('with several inputs and outputs', async () => {
    const network: Network = (layers, { a, b }) => ({
      grid: layers.addCombinations([a, b]),
      more: layers.scale(b, 's', 2),
    });
    const values = { a: randomValue([3, 4, 2, 5]), b: randomValue([2, 4, 2, 5]) };
    expect(await apart(network, values)).toBeLessThan(1e-5);
  });
});

it('DualNet’s encoders in ONNX are as by the plain formulas', async () => {
  const network: Network = (layers, { vocal, harmonic }) => ({
    vocals: dualEncoder(layers, 'vocal', vocal),
    harmonics: dualEncoder(layers, 'harmonic', harmonic),
  });
  const values = { vocal: randomValue([2, 24, 1, 61]), harmonic: randomValue([3, 16, 1, 61]) };
  expect(await apart(network, values)).toBeLessThan(1e-5);
});
