/** Mean of the values within ±reach of each sample, written over `values`; beyond the ends the first and last values go on. */
export function boxAverage(values: Float32Array, reach: number): void {
  const last = values.length - 1;
  const width = 2 * reach + 1;
  // The window's values as they were, each at its place mod width: values within reach are overwritten already.
  const window = new Float32Array(width).fill(values[0]);
  let sum = values[0] * (reach + 1);
  for (let i = 0; i < reach; i++) {
    window[i] = values[Math.min(i, last)];
    sum += window[i];
  }
  for (let i = 0; i <= last; i++) {
    const slot = (i + reach) % width;
    const next = values[Math.min(i + reach, last)];
    sum += next - window[slot];
    window[slot] = next;
    values[i] = sum / width;
  }
}
