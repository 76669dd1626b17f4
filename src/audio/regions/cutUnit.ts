import type { Grid, Meter } from '../../domain/music/grid.js';
import type { Stretch } from '../../domain/music/stretch.js';
import type { Seconds } from '../../domain/units.js';
import type { RegionAnalysis } from './analyzeRegion.js';
import { phraseCut } from './phraseCut.js';
import { unitBars } from './unitBars.js';

/** Fewest bars that are still worth comparing. */
export const fewestBars = 8;

export interface Unit {
  /** The whole bars of the region, from the start of its audio; one downbeat a bar, the first at beat 0. */
  readonly grid: Grid;
  readonly bars: number;
  /** The bar of the grid with which the voice begins. */
  readonly startBar: number;
  /** Share of each beat of its bars in which the voice sounds, [bars · meter]. */
  readonly activity: Float32Array;
}

/** What a phrase that starts with the unit is worth, and what one costs that a bar line cuts off, in shares of the unit that are sung. */
const startBonus = 0.1;
const cutCost = 0.3;

/** Starts after a rest and with the voice are where phrases start. */
function phraseStart(activity: Float32Array, beat: number, meter: Meter): number {
  const mean = (from: number, to: number): number => {
    const part = activity.subarray(Math.max(0, from), to);
    return part.length > 0 ? part.reduce((a, b) => a + b, 0) / part.length : 0;
  };
  return Math.max(0, mean(beat, beat + meter) - mean(beat - 2, beat));
}

/** A phrase so near to an end of the region touches it. */
const edge: Seconds = 0.05;

/** Where the voice sings; what touches the ends of the region goes on beyond them, nobody knows how far. */
function openEnded({ phrases, duration }: RegionAnalysis): readonly Stretch[] {
  return phrases.map(([from, to]) => [from < edge ? -Infinity : from, to > duration - edge ? Infinity : to]);
}

interface Place {
  /** First beat, and bars. */
  readonly from: number;
  readonly bars: number;
}

/** Share of the time in which the voice sings, more where a phrase starts with the bars, less for what their lines cut off. */
function meritOf(region: RegionAnalysis, { from, bars }: Place, meter: Meter): number {
  const { grid, vocalActivity } = region;
  const count = bars * meter;
  const sung = vocalActivity.subarray(from, from + count).reduce((a, b) => a + b, 0) / count;
  const [first, last] = [grid.beats[from], grid.beats[from + count]];
  const bar = (last - first) / bars;
  const phrases = openEnded(region);
  const cut = phraseCut(phrases, first, bar) + phraseCut(phrases, last, bar);
  return sung + startBonus * phraseStart(vocalActivity, from, meter) - cutCost * cut;
}

/**
 * The bars of a region, and those that are compared of its voice: as many as the unit asks, or as many as there are (8 at least), with the most
 * voice, rather where it rests before the first and after the last. undefined where the meter is not known or fewer than 8 whole bars
 * lie in it.
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
  let most = -Infinity;
  for (const from of opening.slice(0, opening.length - bars + 1)) {
    const merit = meritOf(region, { from, bars }, meter);
    if (merit > most + 1e-9) {
      most = merit;
      best = from;
    }
  }
  const [first, all] = [opening[0], opening.length * meter];
  return {
    grid: {
      ...grid,
      beats: grid.beats.slice(first, first + all + 1),
      downbeats: opening.map((_, i) => i * meter),
    },
    bars,
    startBar: (best - first) / meter,
    activity: vocalActivity.slice(best, best + bars * meter),
  };
}
