/** How well two parts fit by their encodings ([beats, 44] each): the mean over the beats that both have of the products. 0 where there are none. */
export function dualFit(a: Float32Array, b: Float32Array, size: number): number {
  const length = Math.min(a.length, b.length);
  let sum = 0;
  for (let i = 0; i < length; i += 1) sum += a[i] * b[i];
  return length === 0 ? 0 : (sum * size) / length;
}
