import { expect, it } from 'vitest';
import { writeUntaughtModel } from '../../../../bench/untaughtModel.js';
import { foldVariants } from '../../../../src/cli/runtime/folds/foldVariants.js';
import { writePreMixNet } from '../../../support/mixNetModel.js';
import { temporaryDirectory } from '../../../support/temporaryDirectory.js';

const at = temporaryDirectory();
const mix = { network: 'premixnet', width: 1 / 8, taught: ['lsro', 'infonce'] } as const;

it('teaches DualNet from scratch, and from a model where one is named', async () => {
  const { version } = await writeUntaughtModel(at('model'));
  const [scratch, warm] = foldVariants({ from: at('model') });
  expect(scratch).toEqual({ name: 'dualnet, from scratch', key: 'dualnet' });
  expect(warm).toEqual({
    name: 'dualnet, from the model',
    key: `dualnet-from-${version}`,
    weights: at('model', 'work', 'best.safetensors'),
  });
});

it('goes on from the model at each of the rates', async () => {
  const { version } = await writeUntaughtModel(at('rated'));
  const [scratch, ...warm] = foldVariants({ from: at('rated'), rates: [3e-4, 1e-5] });
  expect(scratch.rate).toBeUndefined();
  expect(warm.map(({ name, key, rate }) => [name, key, rate])).toEqual([
    ['dualnet, from the model at rate 0.0003', `dualnet-from-${version}-rate-0.0003`, 3e-4],
    ['dualnet, from the model at rate 0.00001', `dualnet-from-${version}-rate-0.00001`, 1e-5],
  ]);
});

it('teaches a network of the paper in each way', () => {
  expect(foldVariants({ mix }).map(({ mix: taught }) => [taught?.labels, taught?.loss])).toEqual([
    ['lsro', 'classes'],
    ['none', 'infonce'],
  ]);
});

it('teaches what hears semitones apart from what hears mel alone', () => {
  const [{ name, key, mix: taught }] = foldVariants({ mix: { ...mix, input: 'semitones' } });
  expect([name, key, taught?.input]).toEqual([
    ...['premixnet lsro (semitones), from scratch', 'premixnet-0.125-lsro-semitones', 'semitones'],
  ]);
});

it('refuses a model of another kind, width or input to begin with', async () => {
  await writeUntaughtModel(at('dual'));
  await writePreMixNet(at('pre'));
  expect(() => foldVariants({ mix, from: at('dual') })).toThrow(
    /is a dualnet, and premixnet of width 0.125 that hears mel is/,
  );
  expect(() => foldVariants({ mix: { ...mix, width: 1 }, from: at('pre') })).toThrow(
    /of width 0.125 that hears mel, and premixnet of width 1 that/,
  );
  expect(() => foldVariants({ mix: { ...mix, input: 'both' }, from: at('pre') })).toThrow(
    /that hears mel, and premixnet of width 0.125 that hears both is to be trained/,
  );
  expect(foldVariants({ mix: { ...mix, input: 'mel' }, from: at('pre') })).toHaveLength(4);
});
