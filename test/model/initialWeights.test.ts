import { expect, it } from 'vitest';
import { randomFrom } from '../../src/domain/random.js';
import { initialWeights } from '../../src/model/initialWeights.js';
import { measureNetwork } from '../../src/model/measureNetwork.js';

const { weights: plans } = measureNetwork(
  (layers, { x }) => ({
    y: layers.scale(
      layers.batchNorm(layers.convolve(x, 'c', { kernel: [3, 3], filters: 100 }), 'n'),
      's',
      0.7,
    ),
  }),
  { x: [1, 8, 8, 20] },
);

it('weights begin as they are planned', () => {
  const weights = initialWeights(plans, randomFrom('a'));
  expect([...weights.keys()]).toEqual(plans.map(({ name }) => name));
  const { shape, values } = weights.get('c/kernel')!;
  expect(shape).toEqual([3, 3, 20, 100]);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
  expect(mean).toBeCloseTo(0, 2);
  expect(deviation / Math.sqrt(2 / 180)).toBeCloseTo(1, 1);
  expect(weights.get('n/variance')!.values).toEqual(new Float32Array(100).fill(1));
  expect(weights.get('c/bias')!.values).toEqual(new Float32Array(100));
  expect(weights.get('s/factor')!.values).toEqual(Float32Array.of(0.7));
});

it('are the same for the same seed, and others for another', () => {
  const kernel = (seed: string) => initialWeights(plans, randomFrom(seed)).get('c/kernel');
  expect(kernel('a')).toEqual(kernel('a'));
  expect(kernel('a')).not.toEqual(kernel('b'));
});
