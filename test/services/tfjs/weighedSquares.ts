import type { Values4D } from './trainChild.js';

/**
 * Σ relu(x ∗ w)² · weight in double precision, by the definition of a convolution that keeps the size (zeros around): x [1, rows, columns, in],
 * w [rows, columns, in, out] of odd size, weight [1, rows, columns, out].
 */
export function weighedSquares(x: Values4D, w: Values4D, weight: Values4D): number {
  const [, rows, columns, inputs] = x.shape;
  const [tall, wide, , outputs] = w.shape;
  const pixel = (row: number, column: number, channel: number): number =>
    row < 0 || column < 0 || row >= rows || column >= columns
      ? 0
      : x.values[(row * columns + column) * inputs + channel];
  let total = 0;
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      for (let output = 0; output < outputs; output++) {
        let sum = 0;
        for (let i = 0; i < tall; i++)
          for (let j = 0; j < wide; j++)
            for (let input = 0; input < inputs; input++)
              sum +=
                pixel(row + i - (tall - 1) / 2, column + j - (wide - 1) / 2, input) *
                w.values[((i * wide + j) * inputs + input) * outputs + output];
        total += Math.max(0, sum) ** 2 * weight.values[(row * columns + column) * outputs + output];
      }
  return total;
}
