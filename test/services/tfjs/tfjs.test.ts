import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { afterAll, expect, it } from 'vitest';
import { childWorker } from '../../../src/adapters/process/childWorker.js';
import { engineCache } from '../../../src/adapters/tfjs/engines.js';
import { randomFrom } from '../../../src/domain/random.js';
import { PipelineError } from '../../../src/errors.js';
import { temporaryDirectory } from '../../support/temporaryDirectory.js';
import { describeUnless } from '../describeOn.js';
import { installTfjs } from './installTfjs.js';
import { weighedSquares } from './weighedSquares.js';
import type { TrainHandlers, Values4D } from './trainChild.js';

const at = temporaryDirectory();
const missing = await installTfjs().then(
  () => undefined,
  (error: unknown) => PipelineError.from(error).message,
);

const none = undefined as never;
const child = (environment: Readonly<Record<string, string>> = {}) =>
  childWorker<TrainHandlers>({
    name: 'The training process',
    entry: new URL('./trainChild.js', import.meta.url),
    environment,
  });
const random = randomFrom('tfjs');
const drawn = (...shape: readonly [number, number, number, number]): Values4D => ({
  shape,
  values: Float32Array.from({ length: shape.reduce((a, b) => a * b) }, () => 2 * random.next() - 1),
});

/** Central differences of `loss` by each value; they are put back. */
function differences(values: Float32Array, loss: () => number): readonly number[] {
  const step = 2 ** -10; // exact in float32, as far as it goes
  return Array.from(values, (value, i) => {
    values[i] = value + step;
    const [above, to] = [loss(), values[i]];
    values[i] = value - step;
    const slope = (above - loss()) / (to - values[i]);
    values[i] = value;
    return slope;
  });
}

const farthest = (found: ArrayLike<number>, expected: readonly number[]): number =>
  expected.reduce((most, value, i) => Math.max(most, Math.abs(found[i] - value)), 0);

it('without it a training process says what to run', async () => {
  const worker = child({ MASHSTREAM_TFJS: at('none') });
  await expect(worker.run('about', none)).rejects.toMatchObject({
    code: 'missing-program',
    message: expect.stringMatching(/^Training needs TensorFlow\.js.* Run: npm run setup:train$/) as string,
  });
  await worker.close();
});

describeUnless(missing, 'TensorFlow.js', () => {
  const worker = child();
  afterAll(() => worker.close());

  it('is loaded from the cache, and tells who answers', async () => {
    expect(existsSync(engineCache(process.env, homedir()))).toBe(true);
    expect(await worker.run('about', none)).toMatchObject({
      engine: expect.stringMatching(/^@tensorflow\/tfjs-node(-gpu)?$/) as string,
      version: '4.22.0',
      library: '2.15.1',
    });
  });

  it('gives the gradients of a convolution that differences give', async () => {
    const [x, w, weight] = [drawn(1, 6, 5, 2), drawn(3, 3, 2, 3), drawn(1, 6, 5, 3)];
    const loss = () => weighedSquares(x, w, weight);
    const { byImage, byKernel } = await worker.run('gradients', { x, w, weight });
    expect([byImage.length, byKernel.length]).toEqual([60, 54]);
    // The largest are 5 to 7; float32 comes within 1e-6.
    expect(farthest(byImage, differences(x.values, loss))).toBeLessThan(1e-4);
    expect(farthest(byKernel, differences(w.values, loss))).toBeLessThan(1e-4);
  });

  it('trains: the loss falls to nothing, at the line that the points lie on', async () => {
    const { losses, slope, offset } = await worker.run('fitLine', 200);
    expect(losses).toHaveLength(200);
    expect(losses[0]).toBeGreaterThan(3);
    expect(losses[20]).toBeLessThan(losses[0]);
    expect(losses[199]).toBeLessThan(1e-4);
    expect([slope, offset]).toEqual([expect.closeTo(3, 1), expect.closeTo(-1, 1)]);
  });
});
