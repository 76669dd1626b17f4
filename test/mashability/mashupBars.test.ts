import { expect, it } from 'vitest';
import { mashupBars } from '../../src/mashability/mashupBars.js';

const grid = (bars: number, bpm: number, start = 0, meter: 3 | 4 | 6 | null = 4) => ({
  meter,
  beats: Array.from({ length: bars * (meter ?? 4) + 1 }, (_, i) => start + (i * 60) / bpm),
});
const part = (g: ReturnType<typeof grid>, warp = true, offset = 0) => ({ grid: g, warp, offset });

it('has as many bars as its shortest part', () => {
  expect(mashupBars(grid(16, 120), [part(grid(24, 160)), part(grid(8, 60))])).toBe(8);
  expect(mashupBars(grid(16, 120), [part(grid(24, 160))])).toBe(16);
  expect(mashupBars(grid(8, 90, 3, 3), [part(grid(16, 90, 1, 3))])).toBe(8);
});

it('counts an incomplete last bar as none, and knows no bars without a meter', () => {
  const cut = { meter: 4 as const, beats: grid(16, 120).beats.slice(0, -1) };
  expect(mashupBars(cut, [part(grid(16, 120))])).toBe(15);
  expect(mashupBars(grid(16, 120), [part(grid(16, 120, 0, null))])).toBe(0);
});

it('counts the seed’s bars that a part covers at its own speed', () => {
  // 16 bars at 160 bpm last 24 s: 12 bars of 2 s at 120.
  expect(mashupBars(grid(16, 120, 5), [part(grid(16, 160, 1), false)])).toBe(12);
  expect(mashupBars(grid(16, 120, 5), [part(grid(16, 160, 1), false, -0.3)])).toBe(11);
  expect(mashupBars(grid(16, 120, 5), [part(grid(16, 160, 1), false, 0.3)])).toBe(12);
});
