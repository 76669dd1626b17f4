/**
 * How well two parts fit by their encodings ([beats, size] each, size a multiple of 4): the mean over the beats that both have of the products. 0 where there are none. Four sums side by
 * side, since one would wait for itself.
 */
export function dualFit(a: Float32Array, b: Float32Array, size: number): number {
  const length = Math.min(a.length, b.length);
  if (length === 0) return 0;
  let [first, second, third, fourth] = [0, 0, 0, 0];
  for (let i = 0; i < length; i += 4) {
    first += a[i] * b[i];
    second += a[i + 1] * b[i + 1];
    third += a[i + 2] * b[i + 2];
    fourth += a[i + 3] * b[i + 3];
  }
  return ((first + second + third + fourth) * size) / length;
}
