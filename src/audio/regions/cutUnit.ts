import type { Grid, Meter } from '../../domain/music/grid.js';
import type { RegionAnalysis } from './analyzeRegion.js';
import { unitBars } from './unitBars.js';

/** Fewest bars that are still worth comparing. */
export const fewestBars = 8;

export interface Unit {
  /** Exactly bars · meter + 1 beats, from the start of the region’s audio; one downbeat a bar, the first at beat 0. */
  readonly grid: Grid;
  readonly bars: number;
  /** Share of each beat in which the voice sounds, [bars · meter]. */
  readonly activity: Float32Array;
}

/** Starts after a rest and with the voice are where phrases start. */
function phraseStart(activity: Float32Array, beat: number, meter: Meter): number {
  const mean = (from: number, to: number): number => {
    const part = activity.subarray(Math.max(0, from), to);
    return part.length > 0 ? part.reduce((a, b) => a + b, 0) / part.length : 0;
  };
  return Math.max(0, mean(beat, beat + meter) - mean(beat - 2, beat));
}

/**
 * The bars of a region that are compared: as many as the unit asks, or as many as there are (8 at least), with the most
 * voice, rather starting where a phrase does. undefined where the meter is not known or fewer than 8 whole bars lie in it.
 */
export function cutUnit(region: RegionAnalysis): Unit | undefined {
  const { grid, vocalActivity } = region;
  const { meter } = grid;
  if (meter === null) return undefined;
  const whole = grid.downbeats.filter((_, i) => i + 1 < grid.downbeats.length);
  // Bars between successive downbeats; the last downbeat closes the last bar.
  const regular = whole.every((beat, i) => grid.downbeats[i + 1] - beat === meter);
  const last = grid.downbeats.at(-1) ?? 0;
  const opening = regular && last + meter < grid.beats.length ? [...whole, last] : whole;
  const bars = Math.min(unitBars(grid.bpm), opening.length);
  if (!regular || bars < fewestBars) return undefined;
  let best = 0;
  let most = -1;
  for (let i = 0; i + bars <= opening.length; i++) {
    const from = opening[i];
    const voice =
      vocalActivity.subarray(from, from + bars * meter).reduce((a, b) => a + b, 0) / (bars * meter);
    const merit = voice + 0.1 * phraseStart(vocalActivity, from, meter);
    if (merit > most + 1e-9) {
      most = merit;
      best = from;
    }
  }
  const count = bars * meter;
  return {
    grid: {
      ...grid,
      beats: grid.beats.slice(best, best + count + 1),
      downbeats: Array.from({ length: bars }, (_, i) => i * meter),
    },
    bars,
    activity: vocalActivity.slice(best, best + count),
  };
}
