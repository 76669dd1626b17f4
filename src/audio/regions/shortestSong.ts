import type { Given } from '../../domain/track.js';
import type { Bpm, Seconds } from '../../domain/units.js';
import { fewestBars } from './cutUnit.js';
import { tempoRange } from '../rhythm/tempoCandidates.js';

/** The fewest beats a bar may have. */
const fewestBeats = 3;
/** Beats that are given one by one are nowhere faster. */
const fastestGiven: Bpm = 400;
/** A tempo is followed to a little beside where it was looked for, and a beat may lie a little beyond the end. */
const leeway = 0.9;

/**
 * Seconds under which no song can be used whatever is in it: eight whole bars at the fastest tempo that may come out, in threes where
 * the meter is not told. With nothing told 8 · 3 beats at 215 bpm, 6.0 s; at 120 bpm in fours 14.4 s.
 */
export function shortestSong({ bpm, meter = fewestBeats, beats }: Given): Seconds {
  const fastest = beats === undefined ? (bpm ?? tempoRange.fastest) : fastestGiven;
  return (leeway * fewestBars * meter * 60) / fastest;
}
