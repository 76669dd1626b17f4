/** A frame counts where it is at most so much quieter than the loudest, in amplitude: 40 dB. */
const quietest = 0.01;

const rowOf = (chroma: Float64Array, frame: number): Float64Array =>
  chroma.subarray(frame * 12, frame * 12 + 12);

const sumOf = (row: Float64Array): number => row.reduce((sum, x) => sum + x, 0);

/** Frames, with whether they are loud enough. */
function sounding(chroma: Float64Array): readonly boolean[] {
  const levels = Array.from({ length: chroma.length / 12 }, (_, frame) => sumOf(rowOf(chroma, frame)));
  const loudest = Math.max(...levels);
  return levels.map((level) => level > quietest * loudest);
}

/** Pearson's correlation of two rows, the second rolled up by `shift`. */
function correlation(a: Float64Array, b: Float64Array, shift: number): number {
  const [meanA, meanB] = [sumOf(a) / 12, sumOf(b) / 12];
  let [ab, aa, bb] = [0, 0, 0];
  for (let p = 0; p < 12; p += 1) {
    const [x, y] = [a[p] - meanA, b[(p - shift + 24) % 12] - meanB];
    ab += x * y;
    aa += x * x;
    bb += y * y;
  }
  return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : 0;
}

/**
 * How well a voice and a harmony agree as they sound: the mean correlation of their chromas [frames, 12] over the frames in which both sound, the
 * second at further shifts in semitones. 0 where they never sound together.
 */
export function measuredFit(voice: Float64Array, harmony: Float64Array, shift: number): number {
  const [a, b] = [sounding(voice), sounding(harmony)];
  const frames = a.flatMap((sounds, frame) => (sounds && b[frame] ? [frame] : []));
  if (frames.length === 0) return 0;
  const sum = frames.reduce(
    (total, frame) => total + correlation(rowOf(voice, frame), rowOf(harmony, frame), shift),
    0,
  );
  return sum / frames.length;
}

/** Spearman's rank correlation; equal values share their mean rank. */
export function spearman(a: readonly number[], b: readonly number[]): number {
  const [x, y] = [ranksOf(a), ranksOf(b)].map((ranks) => Float64Array.from(ranks));
  const mean = (a.length - 1) / 2;
  const products = (p: Float64Array, q: Float64Array): number =>
    p.reduce((sum, value, i) => sum + (value - mean) * (q[i] - mean), 0);
  const scale = Math.sqrt(products(x, x) * products(y, y));
  return scale > 0 ? products(x, y) / scale : 0;
}

function ranksOf(values: readonly number[]): readonly number[] {
  return values.map((value) => {
    const below = values.filter((other) => other < value).length;
    const equal = values.filter((other) => other === value).length;
    return below + (equal - 1) / 2;
  });
}
