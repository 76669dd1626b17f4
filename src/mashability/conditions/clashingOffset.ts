import type { Random } from '../../domain/random.js';
import type { Bpm, Seconds } from '../../domain/units.js';

const reach: Seconds = 1;
/** Share of a beat that must lie between the moved downbeat and the nearest beat. */
const clear = 1 / 8;

type Span = readonly [from: Seconds, to: Seconds];

/** Stretches of ±1 s within an eighth of a beat of a beat, for a regular grid with a beat at 0. */
function nearBeats(bpm: Bpm): Span[] {
  const beat = 60 / bpm;
  const last = Math.floor((reach + clear * beat) / beat);
  return Array.from({ length: 2 * last + 1 }, (_, i) => {
    const at = (i - last) * beat;
    return [at - clear * beat, at + clear * beat] as const;
  });
}

/** What the spans leave of ±1 s. */
function gaps(spans: readonly Span[]): Span[] {
  const free: Span[] = [];
  let from = -reach;
  for (const [start, end] of [...spans].sort((a, b) => a[0] - b[0])) {
    if (start > from) free.push([from, Math.min(start, reach)]);
    from = Math.max(from, end);
  }
  if (from < reach) free.push([from, reach]);
  return free;
}

/**
 * Seconds (−1 … 1) by which to move a part's first downbeat so that it lies more than an eighth of a beat from any beat of the
 * seed, and the seed's first downbeat as far from any beat of the part; uniform over what is left. Undefined where nothing is
 * left: two slow grids (under about 8 bpm).
 */
export function clashingOffset(seed: Bpm, part: Bpm, random: Random): Seconds | undefined {
  const free = gaps([...nearBeats(seed), ...nearBeats(part)]);
  const total = free.reduce((sum, [from, to]) => sum + to - from, 0);
  // Kept off the ends of a gap, where rounding could touch an eighth of a beat.
  let left = total * random.range(1e-6, 1 - 1e-6);
  for (const [from, to] of free) {
    if (left < to - from) return from + left;
    left -= to - from;
  }
  return undefined;
}
