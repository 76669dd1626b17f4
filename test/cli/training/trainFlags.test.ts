import { expect, test } from 'vitest';
import { counted, mixFlags } from '../../../src/cli/training/trainFlags.js';

const flags = { network: 'premixnet', width: '1/4', labels: 'none', loss: 'infonce', input: 'both' };

test('flags of the paper’s networks are read as they are written', () => {
  expect(mixFlags(flags)).toEqual({ ...flags, width: 0.25 });
  expect(mixFlags({ ...flags, width: '1', rate: '1e-3' })).toEqual({ ...flags, width: 1, rate: 0.001 });
  // As trainings that were begun before there was another input.
  expect(mixFlags({ ...flags, input: 'mel' })).not.toHaveProperty('input');
});

test.each([
  [{ network: 'mixnet' }, '--network: must be one of dualnet, premixnet, postmixnet (given: mixnet)'],
  [{ width: '0.3' }, '--width: must be one of 1, 1/2, 1/4, 1/8 (given: 0.3)'],
  [{ labels: 'soft' }, '--labels: must be one of lsro, pseudo, none (given: soft)'],
  [{ loss: 'mse' }, '--loss: must be one of classes, infonce, both (given: mse)'],
  [{ input: 'chroma' }, '--input: must be one of mel, semitones, both (given: chroma)'],
  [{ rate: 'fast' }, '--rate: must be a number over 0 (given: fast)'],
])('%j is refused', (wrong, message) => {
  expect(() => mixFlags({ ...flags, ...wrong })).toThrow(message);
});

test('counts are whole numbers', () => {
  expect(counted({ steps: '20' }, 1)).toEqual({ steps: 20 });
  expect(() => counted({ steps: '0.5' }, 1)).toThrow('--steps: must be a whole number from 1 (given: 0.5)');
});
