import { describe, expect, it } from 'vitest';
import type { Clip } from '../../../src/domain/clip.js';
import type { Part } from '../../../src/domain/mashup.js';
import { recipeOf } from '../../../src/mashability/conditions/recipeOf.js';
import { clipOf } from '../../support/clips.js';

const barsLong = (clip: Clip, bars: number): Clip => ({
  ...clip,
  bars,
  grid: { ...clip.grid, beats: clip.grid.beats.slice(0, bars * 4 + 1) },
});
const seed = clipOf('seed');
const clips = new Map(
  [seed, barsLong(clipOf('short'), 10), barsLong(clipOf('shorter'), 9), clipOf('fast', { bpm: 160 })].map(
    (clip) => [clip.clipId, clip],
  ),
);
const part = (role: Part['role'], clipId: string, changes: Partial<Part> = {}): Part => ({
  role,
  clipId,
  trackId: 't',
  shift: 0,
  warp: true,
  stretch: 1,
  offset: 0,
  ...changes,
});
const barsOf = (...parts: Part[]): number => recipeOf(seed, { condition: 'matched', parts }, clips).bars;

describe('recipeOf', () => {
  it('has as many bars as the shortest of its parts, the seed included', () => {
    expect(barsOf(part('vocal', 'seed'), part('harmonic', 'short'), part('percussion', 'shorter'))).toBe(9);
    expect(barsOf(part('vocal', 'seed'), part('harmonic', 'short'))).toBe(10);
    expect(barsOf(part('vocal', 'seed', { warp: false }), part('percussion', 'seed', { warp: false }))).toBe(
      16,
    );
  });

  it('counts a part at its own speed by its time, and how far it is moved', () => {
    // 16 bars at 160 bpm last 24 s: 12 bars of the seed's.
    expect(barsOf(part('vocal', 'seed'), part('percussion', 'fast', { warp: false }))).toBe(12);
    expect(barsOf(part('vocal', 'seed'), part('percussion', 'fast', { warp: false, offset: -0.5 }))).toBe(11);
    expect(barsOf(part('vocal', 'seed'), part('percussion', 'fast'))).toBe(16);
  });

  it('has one bar at least, so that it can always be told', () => {
    expect(barsOf(part('percussion', 'fast', { warp: false, offset: -30 }))).toBe(1);
  });

  it('names the seed, the condition and all parts', () => {
    const parts = [part('vocal', 'seed'), part('harmonic', 'short', { shift: 2 })];
    expect(recipeOf(seed, { condition: 'unmatched-key', parts }, clips)).toEqual({
      seedClipId: 'seed',
      condition: 'unmatched-key',
      bars: 10,
      parts,
    });
  });
});
