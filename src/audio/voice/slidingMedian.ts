/** A window that moves over values, kept in order. */
interface Ordered {
  add(value: number): void;
  remove(value: number): void;
  middle(): number;
}

function ordered(most: number): Ordered {
  const kept = new Float32Array(most + 1);
  let count = 0;
  return {
    add(value) {
      let i = count++;
      for (; i > 0 && kept[i - 1] > value; i--) kept[i] = kept[i - 1];
      kept[i] = value;
    },
    remove(value) {
      let i = 0;
      while (i < count && kept[i] !== value) i++;
      count--;
      for (; i < count; i++) kept[i] = kept[i + 1];
    },
    middle: () => kept[count >> 1],
  };
}

/**
 * Median over ±reach rows of each column of [rows, columns] (fewer at the ends): what stands still in a spectrogram (Fitzgerald,
 * DAFx 2010).
 */
export function slidingMedian(values: Float32Array, columns: number, reach: number): Float32Array {
  const rows = columns > 0 ? values.length / columns : 0;
  const out = new Float32Array(values.length);
  for (let k = 0; k < columns; k++) {
    const window = ordered(2 * reach + 1);
    for (let t = 0; t < Math.min(reach, rows); t++) window.add(values[t * columns + k]);
    for (let t = 0; t < rows; t++) {
      if (t > reach) window.remove(values[(t - reach - 1) * columns + k]);
      if (t + reach < rows) window.add(values[(t + reach) * columns + k]);
      out[t * columns + k] = window.middle();
    }
  }
  return out;
}
