import { expect, it } from 'vitest';
import { rowMatrix, rowsOfMatrix } from '../../../src/mashability/rows/rowMatrix.js';

it('four rows of 61 semitones a beat, and back', () => {
  const rows = Uint8Array.from({ length: 2 * 4 * 61 }, (_, i) => i % 251);
  const matrix = rowMatrix({ beats: 2, rows });
  expect(matrix).toEqual({ data: rows, shape: [8, 61] });
  expect(rowsOfMatrix(matrix)).toEqual({ beats: 2, rows });
});

it.each([[[8, 60]], [[6, 61]], [[8 * 61]]])('refuses %j', (shape) => {
  const data = new Uint8Array(shape.reduce((a, b) => a * b, 1));
  expect(() => rowsOfMatrix({ data, shape })).toThrow(/instead of 4 × 61 a beat/);
});
