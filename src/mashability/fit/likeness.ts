/**
 * How alike each two stretches of four beats of a part are, from a beat on, over so many beats: the cosines of all pairs of stretches, less their mean, of unit length; first
 * by the strokes and then, as many numbers, by the notes. All 0 where all are alike.
 */
export type Likeness = (from: number, beats: number) => Float32Array;

/** Differences that are so small together are of rounding. */
const least = 1e-3;
/** Beats of a stretch. */
const span = 4;

/** Of rows of 12 values a beat, of strokes and of notes. Each is computed at the first call, then kept. */
export function likenessOf(strokes: Float32Array, notes: Float32Array): Likeness {
  const known = new Map<number, Float32Array>();
  const none = new Float32Array();
  // A search asks for the same beats of a part again and again.
  let [lastFrom, lastBeats, last]: [number, number, Float32Array] = [0, 0, none];
  return (from, beats) => {
    if (from === lastFrom && beats === lastBeats) return last;
    const name = from * 65_536 + beats;
    const count = Math.floor(beats / span);
    const of = (rows: Float32Array): Float32Array => evened(cosines(rows.subarray(from * 12), count));
    const likeness = known.get(name) ?? joined(of(strokes), of(notes));
    known.set(name, likeness);
    [lastFrom, lastBeats, last] = [from, beats, likeness];
    return likeness;
  };
}

function joined(a: Float32Array, b: Float32Array): Float32Array {
  const both = new Float32Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

/** Of all pairs of `count` stretches; a stretch in which nothing sounds is like none. */
function cosines(rows: Float32Array, count: number): Float32Array {
  const width = span * 12;
  const product = (i: number, j: number): number => {
    let sum = 0;
    for (let k = 0; k < width; k += 1) sum += rows[i * width + k] * rows[j * width + k];
    return sum;
  };
  const lengths = Array.from({ length: count }, (_, i) => Math.sqrt(product(i, i)));
  const out = new Float32Array((count * (count - 1)) / 2);
  let at = 0;
  for (let i = 0; i < count; i += 1)
    for (let j = i + 1; j < count; j += 1) {
      const length = lengths[i] * lengths[j];
      out[at] = length > 0 ? product(i, j) / length : 0;
      at += 1;
    }
  return out;
}

function evened(values: Float32Array): Float32Array {
  const mean = values.reduce((sum, x) => sum + x, 0) / Math.max(1, values.length);
  const length = Math.sqrt(values.reduce((sum, x) => sum + (x - mean) ** 2, 0));
  return values.map((x) => (length > least ? (x - mean) / length : 0));
}
