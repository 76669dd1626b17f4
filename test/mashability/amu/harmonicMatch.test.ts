import { describe, expect, it } from 'vitest';
import { harmonicMatch } from '../../../src/mashability/amu/harmonicMatch.js';
import { prepareStem } from '../../../src/mashability/features/prepareStem.js';
import { planted } from './planted.js';

const golden = [
  { k0: 3, q: 0, p: 0 },
  { k0: 20, q: 2, p: -2 },
  { k0: 10, q: 7, p: 5 },
  { k0: 0, q: 11, p: 1 },
  { k0: 5, q: 5, p: -5 },
  { k0: 7, q: 6, p: -6 },
] as const;

const best = (values: Float64Array): number => values.indexOf(Math.max(...values));

describe('harmonicMatch', () => {
  it.each(golden)(
    'finds a section planted at beat $k0, $q semitones up: shift $p, match 1',
    ({ k0, q, p }) => {
      const { base, candidate } = planted(k0, q);
      const { values, shifts } = harmonicMatch(prepareStem(base), prepareStem(candidate));
      expect(values).toHaveLength(65);
      expect(best(values)).toBe(k0);
      expect(shifts[k0]).toBe(p);
      expect(shifts[k0]).toBe(((((-q + 6) % 12) + 12) % 12) - 6);
      expect(values[k0]).toBeCloseTo(1, 12);
    },
  );

  it('reads beats forwards: a section planted backwards is not found (known mistake: reversed beat axis)', () => {
    const { base, candidate } = planted(20, 2);
    const backwards = base.chroma.map((_, i) => base.chroma[(63 - Math.floor(i / 12)) * 12 + (i % 12)]);
    const { values } = harmonicMatch(prepareStem({ ...base, chroma: backwards }), prepareStem(candidate));
    expect(values[20]).toBeLessThan(0.95);
  });

  it('keeps the sign of shifts beyond six (known mistake): up 7 is mended by +5, not by 7 or −7', () => {
    const { base, candidate } = planted(10, 7);
    const { shifts } = harmonicMatch(prepareStem(base), prepareStem(candidate));
    expect(shifts[10]).toBe(5);
    for (const shift of shifts) expect(shift >= -6 && shift <= 5).toBe(true);
  });

  it('normalises by the window (known mistake: by the whole candidate)', () => {
    const { base, candidate } = planted(3, 0);
    const loud = candidate.chroma.map((x, i) => (i >= (3 + 64) * 12 ? 100 * x : x));
    const { values } = harmonicMatch(prepareStem(base), prepareStem({ ...candidate, chroma: loud }));
    expect(values[3]).toBeCloseTo(1, 12);
  });

  it('is 0 against silence, with no shift', () => {
    const { base, candidate } = planted(0, 0);
    const silent = { ...candidate, chroma: new Float32Array(128 * 12) };
    const { values, shifts } = harmonicMatch(prepareStem(base), prepareStem(silent));
    expect([...values].every((value) => value === 0)).toBe(true);
    expect([...shifts].every((shift) => shift === 0)).toBe(true);
  });

  it('takes the smallest shift where all fit equally well', () => {
    const { base, candidate } = planted(0, 0);
    const even = (beats: number) => new Float32Array(beats * 12).fill(0.5);
    const { values, shifts } = harmonicMatch(
      prepareStem({ ...base, chroma: even(64) }),
      prepareStem({ ...candidate, chroma: even(128) }),
    );
    expect(values[7]).toBeCloseTo(1, 12);
    expect([...shifts].every((shift) => shift === 0)).toBe(true);
  });

  it('refuses a candidate shorter than the base', () => {
    const { base, candidate } = planted(0, 0);
    expect(() => harmonicMatch(prepareStem(candidate), prepareStem(base))).toThrow(
      /128 beats.*candidate of 64/,
    );
  });
});
