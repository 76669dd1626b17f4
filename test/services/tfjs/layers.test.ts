import { afterAll, expect, it } from 'vitest';
import { childWorker } from '../../../src/adapters/process/childWorker.js';
import { randomFrom } from '../../../src/domain/random.js';
import { PipelineError } from '../../../src/errors.js';
import { describeUnless } from '../describeOn.js';
import { installTfjs } from './installTfjs.js';
import type { LayersHandlers } from './layersChild.js';

const missing = await installTfjs().then(
  () => undefined,
  (error: unknown) => PipelineError.from(error).message,
);

const random = randomFrom('tfjs', 'layers');
const drawn = <S extends readonly number[]>(...shape: S) => ({
  shape,
  values: Float32Array.from({ length: shape.reduce((a, b) => a * b) }, () => random.range(-1, 1)),
});
const apart = (a: Float32Array, b: Float32Array): number =>
  a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i])), Math.abs(a.length - b.length));

describeUnless(missing, 'layers of a training', () => {
  const worker = childWorker<LayersHandlers>({
    name: 'The training process',
    entry: new URL('./layersChild.js', import.meta.url),
  });
  afterAll(() => worker.close());

  it('norm and ReLU have the values, statistics and gradients of the stock operations', async () => {
    const { fused, stock, statistics, moments } = await worker.run('norms', {
      ...{ x: drawn(3, 7, 5, 6), above: drawn(3, 7, 5, 6), gamma: drawn(6), beta: drawn(6) },
    });
    expect(fused.map(({ length }) => length)).toEqual([630, 630, 6, 6]);
    for (const [i, value] of fused.entries()) expect(apart(value, stock[i])).toBeLessThan(1e-5);
    for (const [i, value] of statistics.entries()) expect(apart(value, moments[i])).toBeLessThan(1e-6);
  });
});
