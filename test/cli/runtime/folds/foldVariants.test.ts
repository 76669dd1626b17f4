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

it('teaches a network of the paper in each way', () => {
  expect(foldVariants({ mix }).map(({ mix: taught }) => [taught?.labels, taught?.loss])).toEqual([
    ['lsro', 'classes'],
    ['none', 'infonce'],
  ]);
});

it('refuses a model of another kind or width to begin with', async () => {
  await writeUntaughtModel(at('dual'));
  await writePreMixNet(at('pre'));
  expect(() => foldVariants({ mix, from: at('dual') })).toThrow(
    /is a dualnet, and premixnet of width 0.125 is/,
  );
  expect(() => foldVariants({ mix: { ...mix, width: 1 }, from: at('pre') })).toThrow(/of width 0.125, and/);
  expect(foldVariants({ mix, from: at('pre') })).toHaveLength(4);
});
