import { expect, it } from 'vitest';
import { withLeak } from '../../src/evaluation/withLeak.js';
import type { RuleFeatures } from '../../src/mashability/features/ruleFeatures.js';

const silent = (beats: number): RuleFeatures => ({
  beats,
  chroma: new Float32Array(beats * 12),
  onsets: new Float32Array(beats * 24),
  bands: new Float32Array(beats * 3),
});
const with_ = (
  features: RuleFeatures,
  at: Partial<Record<'chroma' | 'onsets' | 'bands', number>>,
): RuleFeatures => {
  for (const [name, value] of Object.entries(at)) features[name as keyof typeof at][2] = value;
  return features;
};

it('adds amplitudes and powers at the level of the leak', () => {
  const voice = with_(silent(2), { chroma: 1, onsets: Math.log1p(100), bands: 1 });
  const { chroma, onsets, bands } = withLeak(silent(2), { from: voice, level: -20, shift: 0 });
  expect([chroma[2], bands[2], onsets[2]]).toEqual([
    expect.closeTo(0.1, 6),
    expect.closeTo(0.01, 6),
    expect.closeTo(Math.log1p(10), 5),
  ]);
  expect(chroma.filter((x) => x > 0).length).toBe(1);
});

it('is heard at its own pitch once the part is shifted', () => {
  const voice = with_(silent(1), { chroma: 1 });
  // Pitch class 2 sounds where the part's pitch class 11 comes to lie when it is shifted up by three.
  expect(withLeak(silent(1), { from: voice, level: 0, shift: 3 }).chroma.indexOf(1)).toBe(11);
  expect(withLeak(silent(1), { from: voice, level: 0, shift: -3 }).chroma.indexOf(1)).toBe(5);
});

it('leaves a part as it is past the end of what leaks', () => {
  const part = silent(3);
  part.chroma.fill(1);
  const from = silent(1);
  from.chroma.fill(1);
  const { chroma } = withLeak(part, { from, level: 0, shift: 0 });
  expect([chroma[11], chroma[12], chroma[35]]).toEqual([2, 1, 1]);
});
