import { expect, it } from 'vitest';
import { fineTuning } from '../../../src/domain/music/fineTuning.js';

it('moves a part to the tuning of the voice, in whole cents, where somebody would hear it', () => {
  expect(fineTuning(12.4, -20)).toBe(32);
  expect(fineTuning(-48, 48)).toBe(-96);
  expect(fineTuning(0, 7.4)).toBe(0);
  expect(fineTuning(0, 7.6)).toBe(-8);
});
