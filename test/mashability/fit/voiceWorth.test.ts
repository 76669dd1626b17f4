import { expect, it } from 'vitest';
import { voiceWorth } from '../../../src/mashability/fit/voiceWorth.js';

it('grows with what is sung, and is whole where most bars are', () => {
  expect([0, 0.3, 0.6, 0.9].map(voiceWorth)).toEqual([0, 0.5, 1, 1]);
});
