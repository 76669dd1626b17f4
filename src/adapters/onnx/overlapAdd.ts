import type { Frames } from '../../domain/units.js';

/** Joins overlapping segments of several channels, in order; holds one segment, whatever the length of the whole. */
export interface OverlapAdd {
  /** Adds the segment that begins at `offset` (of the whole; ascending). */
  add(offset: Frames, channels: readonly Float32Array[]): void;
  /** What is complete now, up to `end` (of the whole), no more than a segment; the arrays are the caller's. */
  take(end: Frames): readonly Float32Array[];
}

/** Triangle 1 … peak … 1 over a segment, peak 1, as Demucs weights its segments. */
function triangle(segment: Frames): Float32Array {
  const half = Math.floor(segment / 2);
  const weight = Float32Array.from({ length: segment }, (_, i) => (i <= half ? i + 1 : segment - i));
  return weight.map((w) => w / (half + 1));
}

/** Weighted mean of overlapping segments, from sample 0 of the whole on. */
export function overlapAdd(segment: Frames, channels: number): OverlapAdd {
  const weight = triangle(segment);
  // Rings of a segment: sample t of the whole lies at t modulo its length.
  const sums = Array.from({ length: channels }, () => new Float32Array(segment));
  const weights = new Float32Array(segment);
  let taken: Frames = 0;
  return {
    add(offset, parts) {
      const from = Math.max(0, -offset);
      for (let i = from; i < segment; i++) {
        const at = (offset + i) % segment;
        weights[at] += weight[i];
        for (let c = 0; c < channels; c++) sums[c][at] += weight[i] * parts[c][i];
      }
    },
    take(end) {
      const count = end - taken;
      const out = sums.map(() => new Float32Array(count));
      for (let i = 0; i < count; i++) {
        const at = (taken + i) % segment;
        const scale = 1 / weights[at];
        for (let c = 0; c < channels; c++) {
          out[c][i] = sums[c][at] * scale;
          sums[c][at] = 0;
        }
        weights[at] = 0;
      }
      taken = end;
      return out;
    },
  };
}
