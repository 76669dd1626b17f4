import { expect, test } from 'vitest';
import { mendRuns } from '../../../src/audio/voice/mendRuns.js';

const mended = (text: string, value: 0 | 1, least: number): string => {
  const flags = Uint8Array.from(text, Number);
  mendRuns(flags, value, least);
  return flags.join('');
};

test('short runs become the other, those at the ends and long ones stay', () => {
  expect(mended('0011001110001100', 0, 3)).toBe('0011111110001100');
  expect(mended('1101100111', 1, 3)).toBe('1100000111');
  expect(mended('', 0, 3)).toBe('');
});
