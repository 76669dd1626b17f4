import type { Stretch } from '../../domain/music/stretch.js';
import type { Hertz, Seconds } from '../../domain/units.js';

/** How a gain opens for stretches of time. */
export interface Opening {
  /** Fully open so long before a stretch, and so long after it. */
  readonly before: Seconds;
  readonly after: Seconds;
  /** Takes so long to open, ahead of that, and to close. */
  readonly attack: Seconds;
  readonly release: Seconds;
}

/**
 * 0 (closed) … 1 (open) at each of `length` samples: 1 around every stretch, from one to the other along raised cosines, so that what
 * follows it has no steps. Where two overlap the wider open one counts.
 */
export function openness(
  stretches: readonly Stretch[],
  { length, rate }: { readonly length: number; readonly rate: Hertz },
  { before, after, attack, release }: Opening,
): Float32Array {
  const open = new Float32Array(length);
  for (const [from, to] of stretches) {
    const start = (from - before) * rate;
    const end = (to + after) * rate;
    const first = Math.max(0, Math.ceil(start - attack * rate));
    const last = Math.min(length - 1, Math.floor(end + release * rate));
    for (let i = first; i <= last; i++) {
      const away = Math.max((start - i) / (attack * rate), (i - end) / (release * rate), 0);
      open[i] = Math.max(open[i], 0.5 + 0.5 * Math.cos(Math.PI * Math.min(1, away)));
    }
  }
  return open;
}
