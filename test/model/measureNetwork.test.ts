import { describe, expect, it } from 'vitest';
import type { Layers } from '../../src/model/layers.js';
import { measureNetwork } from '../../src/model/measureNetwork.js';
import type { Shape } from '../../src/model/measuringLayers.js';
import { dualEncoder, encodedRoles } from '../../src/model/networks/dualNet.js';

type Network1 = <T>(layers: Layers<T>, x: T) => T;
const measured = (network: Network1, x: Shape) =>
  measureNetwork((layers, inputs) => ({ y: network(layers, inputs.x) }), { x });
const outputOf = (network: Network1, x: Shape): Shape => measured(network, x).outputs.y;

describe('the measure of a layer', () => {
  it('counts what a convolution learns and computes', () => {
    const { outputs, weights, parameters, multiplyAdds } = measured(
      (layers, x) => layers.convolve(x, 'c', { kernel: [3, 5], filters: 7, pitch: 'valid' }),
      [2, 10, 9, 4],
    );
    expect(outputs.y).toEqual([2, 10, 5, 7]);
    expect(weights).toEqual([
      {
        name: 'c/kernel',
        shape: [3, 5, 4, 7],
        initial: { deviation: Math.sqrt(2 / 60) },
        trained: true,
        decays: true,
      },
      { name: 'c/bias', shape: [7], initial: { value: 0 }, trained: true, decays: false },
    ]);
    expect(parameters).toBe(3 * 5 * 4 * 7 + 7);
    expect(multiplyAdds).toBe(2 * 10 * 5 * 7 * (3 * 5 * 4));
  });

  it('counts of a share of a kernel what is used', () => {
    const { weights, parameters, multiplyAdds } = measured(
      (layers, x) => {
        const convolution = { kernel: [3, 1], filters: 5, share: { first: 4, inputs: 12 } } as const;
        return layers.convolve(x, 'c', convolution);
      },
      [1, 8, 1, 4],
    );
    expect(weights).toMatchObject([{ shape: [3, 1, 12, 5], used: { first: 4, count: 4 } }]);
    expect(parameters).toBe(3 * 4 * 5);
    expect(multiplyAdds).toBe(8 * 5 * 3 * 4);
  });

  it('tells moving statistics from what is trained', () => {
    const { weights, parameters } = measured((layers, x) => layers.batchNorm(x, 'n'), [1, 8, 3, 4]);
    expect(weights.map(({ name, trained }) => [name, trained])).toEqual([
      ['n/gamma', true],
      ['n/beta', true],
      ['n/mean', false],
      ['n/variance', false],
    ]);
    expect(parameters).toBe(8);
  });

  it('follows the shape through the others', () => {
    expect(outputOf((layers, x) => layers.averagePool(x, 4), [2, 11, 3, 5])).toEqual([2, 2, 3, 5]);
    expect(outputOf((layers, x) => layers.concatenate([x, x]), [2, 11, 3, 5])).toEqual([2, 11, 3, 10]);
    expect(outputOf((layers, x) => layers.addCombinations([x, x, x]), [2, 4, 3, 5])).toEqual([8, 4, 3, 5]);
    expect(outputOf((layers, x) => layers.maxPlusMean(x), [2, 11, 3, 5])).toEqual([2, 1, 3, 5]);
    expect(outputOf((layers, x) => layers.softmax(layers.scale(x, 's', 1)), [2, 1, 3, 5])).toEqual([
      2, 1, 3, 5,
    ]);
  });
});

describe('wrong use', () => {
  it.each<[string, Network1, Shape]>([
    [
      'c has a kernel of 5 pitches, the value [1, 8, 4, 2] has 4',
      (layers, x) => layers.convolve(x, 'c', { kernel: [3, 5], filters: 1, pitch: 'valid' }),
      [1, 8, 4, 2],
    ],
    [
      'two layers have the weight n/gamma',
      (layers, x) => layers.batchNorm(layers.batchNorm(x, 'n'), 'n'),
      [1, 8, 4, 2],
    ],
    ['a mean of 4 in time cannot be taken of 3', (layers, x) => layers.averagePool(x, 4), [1, 3, 1, 2]],
    [
      'not [1, 8, 1, 2] and [1, 4, 1, 2]',
      (layers, x) => layers.add([x, layers.averagePool(x, 2)]),
      [1, 8, 1, 2],
    ],
    ['needs a value at least', (layers) => layers.concatenate([]), [1, 8, 1, 2]],
    [
      'of 3 channels cannot take [1, 8, 1, 2]',
      (layers, x) => layers.project(x, [[1], [1], [1]]),
      [1, 8, 1, 2],
    ],
    [
      'takes channels 2 to 4 of 3',
      (layers, x) => layers.convolve(x, 'c', { kernel: [1, 1], filters: 1, share: { first: 2, inputs: 3 } }),
      [1, 8, 1, 2],
    ],
    ['its input x is [0, 8, 1, 2]', (layers, x) => layers.relu(x), [0, 8, 1, 2]],
  ])('is refused: %s', (message, network, shape) => {
    expect(() => measured(network, shape)).toThrow(message);
  });
});

describe('DualNet', () => {
  const measure = measureNetwork(
    (layers, inputs) =>
      Object.fromEntries(
        encodedRoles.slice(0, 2).map((role) => [role, dualEncoder(layers, role, inputs[role])]),
      ),
    { vocal: [3, 64, 1, 61], harmonic: [3, 64, 1, 61] },
  );

  it('encodes each beat', () => {
    expect(measure.outputs).toEqual({ vocal: [3, 16, 1, 44], harmonic: [3, 16, 1, 44] });
  });

  it('learns 52,930 numbers for two roles', () => {
    const convolutions = 3 * 61 * 64 + 64 + 3 * 64 * 64 + 64 + 64 * 32 + 32;
    expect(measure.parameters).toBe(2 * (convolutions + 2 * 128 + 1));
    expect(measure.parameters).toBe(52_930);
  });

  it('decays kernels only', () => {
    const names = measure.weights.filter(({ decays }) => decays).map(({ name }) => name);
    expect(names).toEqual(
      ['vocal', 'harmonic'].flatMap((role) => ['1', '2', 'vector'].map((name) => `${role}/${name}/kernel`)),
    );
  });
});
