import { expect, it } from 'vitest';
import { stretchText } from '../../../../src/cli/results/rows/stretchText.js';

it('says how much faster a part is played, and in which time', () => {
  expect(stretchText({ stretch: 0.984 })).toBe('0.98');
  expect(stretchText({ stretch: 1, beatRatio: 2 })).toBe('1.00 half');
  expect(stretchText({ stretch: 1.1, beatRatio: 0.5 })).toBe('1.10 double');
  expect(stretchText(undefined)).toBe('1.00');
});
