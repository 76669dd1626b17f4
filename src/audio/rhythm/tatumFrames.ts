import { phaseAt, type TatumTrack } from './tatumTrack.js';

export interface TatumFrames {
  /** Number of the first pulse on the track's own count. */
  readonly first: number;
  /** Frame (with fractions) of each pulse inside the region, ascending. */
  readonly at: Float64Array;
}

/** Frames at which a followed pulse falls, from 0 to `frames`. */
export function tatumFrames(track: Pick<TatumTrack, 'phase' | 'step'>, frames: number): TatumFrames {
  const first = Math.ceil(phaseAt(track, 0) - 1e-6);
  const last = Math.floor(phaseAt(track, frames - 1));
  const at: number[] = [];
  let low = 0;
  for (let n = first; n <= last; n++) {
    // The phase rises, so the pulse lies between its neighbours: step there, then interpolate.
    while (low + 1 < frames && phaseAt(track, low + 1) < n) low++;
    const before = phaseAt(track, low);
    const after = phaseAt(track, low + 1);
    at.push(after > before ? low + Math.min(1, Math.max(0, (n - before) / (after - before))) : low);
  }
  return { first, at: Float64Array.from(at) };
}
