import { expect, test } from 'vitest';
import { foldFlags } from '../../../src/cli/training/foldFlags.js';
import { foldVariants } from '../../../src/cli/runtime/folds/foldVariants.js';

const texts = {
  ...{ folds: '5', steps: '300', songs: '8', width: '1/8', labels: 'lsro', input: 'mel' },
  ...{ network: 'premixnet', examples: 'examples' },
};

test('what the paper’s networks are to hear reaches each training', () => {
  const taught = (input: string) => foldVariants(foldFlags({ ...texts, input }))[0].mix;
  expect(taught('both')).toMatchObject({ network: 'premixnet', width: 1 / 8, input: 'both' });
  // As trainings that were begun before there was another input.
  expect(taught('mel')).not.toHaveProperty('input');
});

test('what there is none of is refused', () => {
  expect(() => foldFlags({ ...texts, input: 'chroma' })).toThrow(
    '--input: must be one of mel, semitones, both (given: chroma)',
  );
});
