import { expect, it } from 'vitest';
import { randomFrom } from '../../../src/domain/random.js';
import { chromaDot } from '../../../src/mashability/features/chromaDot.js';
import { pitchSpectrum, productsOf } from '../../../src/mashability/fit/pitchSpectrum.js';

const random = randomFrom('pitch spectrum');

/** Rows of 12 without a mean. */
function rows(beats: number): Float32Array {
  const out = Float32Array.from({ length: 12 * beats }, () => random.next());
  for (let beat = 0; beat < beats; beat += 1) {
    const row = out.subarray(12 * beat, 12 * beat + 12);
    const mean = row.reduce((sum, x) => sum + x, 0) / 12;
    row.forEach((x, p) => (row[p] = x - mean));
  }
  return out;
}

it('tells the products of two chromas at every shift, from any beat on', () => {
  const [a, b] = [rows(20), rows(24)];
  const overlay = { beats: 16, fromA: 3, fromB: 7 };
  const products = productsOf(pitchSpectrum(a), pitchSpectrum(b), overlay);
  for (let shift = -6; shift < 6; shift += 1) {
    const direct = chromaDot(a, b, { beats: 16, shift, baseFrom: 3, candidateFrom: 7 });
    expect(products(shift)).toBeCloseTo(direct, 5);
  }
});

it('of silence is nothing', () => {
  const silence = pitchSpectrum(new Float32Array(48));
  const products = productsOf(silence, pitchSpectrum(rows(4)), { beats: 4, fromA: 0, fromB: 0 });
  for (let shift = 0; shift < 12; shift += 1) expect(products(shift)).toBeCloseTo(0, 12);
});
