/** The two values between 0 and 1 about which others gather, the lower one first (2-means, from 0.1 and 0.8 on). */
export function twoMeans(values: Float32Array): readonly [number, number] {
  let [low, high] = [0.1, 0.8];
  for (let round = 0; round < 20; round++) {
    const between = (low + high) / 2;
    const mean = (part: Float32Array, before: number): number =>
      part.length > 0 ? part.reduce((sum, x) => sum + x, 0) / part.length : before;
    low = mean(
      values.filter((x) => x < between),
      low,
    );
    high = mean(
      values.filter((x) => x >= between),
      high,
    );
  }
  return [low, high];
}
