import type { Frames } from '../../domain/units.js';

export interface SegmentOptions {
  readonly segment: Frames;
  /** Least overlap of neighbours, as a share of a segment. */
  readonly overlap: number;
}

/**
 * Where the segments of `length` samples begin: the fewest that overlap by at least `overlap`, spread evenly, so that what is left
 * over makes the overlaps longer instead of a last segment of little use. Sound shorter than a segment: one, centred in it.
 */
export function planSegments(length: Frames, { segment, overlap }: SegmentOptions): readonly Frames[] {
  if (length <= segment) return [-Math.floor((segment - length) / 2)];
  const stride = Math.floor((1 - overlap) * segment);
  const count = Math.ceil((length - segment) / stride) + 1;
  return Array.from({ length: count }, (_, i) => Math.round((i * (length - segment)) / (count - 1)));
}
