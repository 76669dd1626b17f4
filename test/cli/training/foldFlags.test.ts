import { expect, it, test } from 'vitest';
import { foldFlags } from '../../../src/cli/training/foldFlags.js';
import { foldVariants } from '../../../src/cli/runtime/folds/foldVariants.js';

const texts = {
  ...{ folds: '5', steps: '300', songs: '48', network: 'dualnet', width: '1/8', input: 'mel' },
  labels: 'lsro,none',
};

it('a cross-validation is read as it is written', () => {
  expect(foldFlags(texts)).toEqual({ folds: 5, steps: 300, songs: 48, sizes: [], rates: [] });
  expect(foldFlags({ ...texts, sizes: '10,20', from: 'mine', rate: '3e-4, 1e-4' })).toMatchObject({
    ...{ sizes: [10, 20], from: 'mine', rates: [3e-4, 1e-4] },
  });
  const premixnet = { ...texts, network: 'premixnet', examples: 'examples' };
  expect(foldFlags(premixnet).mix).toEqual({
    ...{ network: 'premixnet', width: 1 / 8, input: 'mel', taught: ['lsro', 'none'] },
  });
});

test('what the paper’s networks are to hear reaches each training', () => {
  const premixnet = { ...texts, network: 'premixnet', examples: 'examples' };
  const taught = (input: string) => foldVariants(foldFlags({ ...premixnet, input }))[0].mix;
  expect(taught('both')).toMatchObject({ network: 'premixnet', width: 1 / 8, input: 'both' });
  // As trainings that were begun before there was another input.
  expect(taught('mel')).not.toHaveProperty('input');
});

test.each([
  [{ from: 'mine', rate: 'fast' }, '--rate: must be numbers over 0, 1 at most (given: fast)'],
  [{ from: 'mine', rate: '1e-4,0' }, '--rate: must be numbers over 0, 1 at most (given: 0)'],
  [{ rate: '1e-4' }, '--rate: it is the rate at which a model is taught further; name that with --from'],
  [{ folds: '2' }, '--folds: must be a whole number from 3 (given: 2)'],
  [
    { network: 'premixnet', examples: 'examples', input: 'chroma' },
    '--input: must be one of mel, semitones, both (given: chroma)',
  ],
  [{ network: 'premixnet' }, '--examples: premixnet is taught by examples'],
])('%j is refused', (wrong, message) => {
  expect(() => foldFlags({ ...texts, ...wrong })).toThrow(message);
});
