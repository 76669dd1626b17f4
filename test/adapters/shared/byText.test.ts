import { expect, it } from 'vitest';
import { byText } from '../../../src/adapters/shared/byText.js';

it('orders texts by their UTF-8', () => {
  expect(['𝄞', 'b', 'ｚ', '', 'a', 'é'].sort(byText)).toEqual(['', 'a', 'b', 'é', 'ｚ', '𝄞']);
});
