import { describe, expect, it } from 'vitest';
import { lee } from '../../../src/mashability/lee/lee.js';
import { leeStem } from '../../../src/mashability/lee/leeStem.js';

/** One pitch class a beat, of any loudness. */
const notes = (...pitches: readonly number[]) => ({
  chroma: Float32Array.from({ length: pitches.length * 12 }, (_, i) =>
    i % 12 === pitches[Math.floor(i / 12)] ? 1 + i : 0,
  ),
});

describe('lee', () => {
  it('gives the figures worked out by hand from the formula', () => {
    // Background C C C#: cosines 1, 0, share 1/2, q = 1 / (1 + e^-0.5) = 0.622459. Lead D D D: share 1, q = 0.731059.
    // Up 10 the lead is C C C: cosines 1, 1, 0, S_c = 2/3 (up 11: 1/3). W_t = 1 - |0.622459 - 0.268941| = 0.646482.
    // |1 - 120/100| = 0.2 < 0.3, so W_tem = 0.2. S_v = 0.430988 + 0.2.
    const score = lee(leeStem(notes(0, 0, 1), 3, 120), leeStem(notes(2, 2, 2), 3, 100));
    expect(score.shift).toBe(10);
    expect(score.harmonic).toBeCloseTo(2 / 3, 6);
    expect(score.texture).toBeCloseTo(0.646482, 6);
    expect(score.tempo).toBe(0.2);
    expect(score.total).toBeCloseTo(0.630988, 6);
  });

  it('has no tempo term from 30 % on', () => {
    const part = (bpm: number) => leeStem(notes(0, 0, 1), 3, bpm);
    expect(lee(part(129), part(100)).tempo).toBe(0.2);
    expect(lee(part(130), part(100)).tempo).toBe(0);
    expect(lee(part(70), part(100)).tempo).toBe(0);
  });

  it('as published, rewards busy with busy most (its known weakness)', () => {
    const busy = leeStem(notes(0, 1, 2, 3), 4, 120);
    const stable = leeStem(notes(0, 0, 0, 0), 4, 120);
    expect(busy.stability).toBeCloseTo(0.5, 12);
    expect(stable.stability).toBeCloseTo(0.731059, 6);
    expect(lee(busy, busy).texture).toBeCloseTo(1, 12);
    expect(lee(stable, busy).texture).toBeCloseTo(0.768941, 6);
    expect(lee(stable, stable).texture).toBeCloseTo(0.537883, 6);
  });

  it('counts successive beats as alike above 0.8487, not from it on', () => {
    const two = (cosine: number) =>
      leeStem({ chroma: Float32Array.of(...row(1, 0), ...row(cosine, Math.sqrt(1 - cosine ** 2))) }, 2, 120);
    const row = (a: number, b: number) => [a, b, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    expect(two(0.8488).stability).toBeCloseTo(0.731059, 6);
    expect(two(0.8486).stability).toBeCloseTo(0.5, 6);
  });

  it('takes the mean of each beat’s cosine, so loud beats weigh no more, and a given shift is kept', () => {
    const score = lee(leeStem(notes(4, 5), 2, 120), leeStem(notes(4, 7), 2, 120), { shift: 0 });
    expect(score.harmonic).toBeCloseTo(0.5, 6);
    expect(score.shift).toBe(0);
    const far = lee(leeStem(notes(4, 4), 2, 120), leeStem(notes(3, 3), 2, 120), { shift: 0 });
    expect(far).toMatchObject({ harmonic: 0, shift: 0 });
    expect(lee(leeStem(notes(4, 4), 2, 120), leeStem(notes(3, 3), 2, 120)).shift).toBe(1);
  });
});
