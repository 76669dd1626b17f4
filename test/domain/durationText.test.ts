import { expect, it } from 'vitest';
import { durationText } from '../../src/domain/durationText.js';

it.each([
  [0, '0 s'],
  [-3, '0 s'],
  [8.4, '8 s'],
  [59.4, '59 s'],
  [59.5, '1 min 00 s'],
  [125, '2 min 05 s'],
  [3599.4, '59 min 59 s'],
  [3599.5, '1 h 00 min'],
  [4800, '1 h 20 min'],
  [10_920, '3 h 02 min'],
])('durationText: %d seconds are %s', (seconds, text) => expect(durationText(seconds)).toBe(text));
