/** Smallest value within ±reach of each sample, written over `values`. */
export function slidingMinimum(values: Float32Array, reach: number): void {
  const length = values.length;
  const width = 2 * reach + 1;
  // Positions and values that may still become the minimum, ascending in both.
  const places = new Int32Array(width + 1);
  const kept = new Float32Array(width + 1);
  let [first, count] = [0, 0];
  const slot = (n: number) => (first + n) % (width + 1);
  for (let i = 0; i < length + reach; i++) {
    if (i < length) {
      while (count > 0 && kept[slot(count - 1)] >= values[i]) count--;
      places[slot(count)] = i;
      kept[slot(count)] = values[i];
      count++;
    }
    const centre = i - reach;
    if (centre < 0) continue;
    while (places[first] < centre - reach) {
      first = slot(1);
      count--;
    }
    values[centre] = kept[first];
  }
}
