import type { Key } from '../../../src/domain/music/key.js';
import { expect, it } from 'vitest';
import { parseKey } from '../../../src/domain/music/parseKey.js';
import { keyAgreement, stretchCost, voiceWorth } from '../../../src/mashability/fit/knownTerms.js';

const key = (name: string): Key => {
  const parsed = parseKey(name);
  if (!parsed) throw new Error(name);
  return parsed;
};

it('is whole for the same notes, less for a fifth either way, and nothing else', () => {
  const with_ = (name: string, shift = 0): number =>
    keyAgreement({ key: key('C major') }, { key: key(name) })(shift);
  expect([with_('C major'), with_('A minor'), with_('D major', -2), with_('B minor', -2)]).toEqual([
    1, 1, 1, 1,
  ]);
  expect([with_('G major'), with_('D minor'), with_('C major', 5), with_('A major', -2)]).toEqual([
    0.4, 0.4, 0.4, 0.4,
  ]);
  expect([with_('D major'), with_('F# major'), with_('C major', 1), with_('C minor')]).toEqual([0, 0, 0, 0]);
});

it('is what is to be expected where a song may be in several keys', () => {
  const doubtful = { key: key('A major'), keyAlternatives: [{ key: key('D major'), weight: 0.4 }] };
  const sure = { key: key('D major') };
  const near = keyAgreement(sure, doubtful);
  expect(near(0)).toBeCloseTo(0.4 + 0.6 * 0.4, 9);
  expect(near(5)).toBeCloseTo(0.6 + 0.4 * 0.4, 9);
  expect(keyAgreement(doubtful, sure)(-5)).toBeCloseTo(near(5), 9);
});

it('a stretch costs more the farther it goes, either way alike, and 1 at 12 %', () => {
  expect(stretchCost(100, 100)).toBe(0);
  expect(stretchCost(100, 112)).toBeCloseTo(1, 9);
  expect(stretchCost(112, 100)).toBeCloseTo(1, 9);
  expect(stretchCost(100, 106)).toBeGreaterThan(0.2);
  expect(stretchCost(100, 106)).toBeLessThan(0.3);
});

it('grows with what is sung, and is whole where most bars are', () => {
  expect([0, 0.35, 0.5, 0.65, 0.9].map(voiceWorth)).toEqual([0, 0, expect.closeTo(0.5, 9), 1, 1]);
});
