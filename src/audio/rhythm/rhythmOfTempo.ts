import type { Meter } from '../../domain/music/grid.js';
import type { Bpm, Seconds } from '../../domain/units.js';
import type { OnsetChannels } from '../onsets/onsetChannels.js';
import type { Rhythm } from './rhythm.js';

export interface ToldTempo {
  readonly bpm: Bpm;
  /** 4 where nothing is told. */
  readonly meter?: Meter | undefined;
  /** May lie outside the region. */
  readonly firstDownbeat?: Seconds | undefined;
}

/** Time of a beat, from where the onsets lie in the circle of one beat (their mean vector). */
function phaseOf({ mixed, rate }: OnsetChannels, beat: Seconds): Seconds {
  let re = 0;
  let im = 0;
  for (let t = 0; t < mixed.length; t++) {
    const angle = (2 * Math.PI * t) / rate / beat;
    re += mixed[t] * Math.cos(angle);
    im += mixed[t] * Math.sin(angle);
  }
  return (Math.atan2(im, re) / (2 * Math.PI)) * beat;
}

/**
 * Beats of a region that shows none by itself, such as a voice alone: even ones at the tempo told. From a downbeat told they are
 * believed; without one a guess from the onsets opens them, which nobody should trust.
 */
export function rhythmOfTempo(onsets: OnsetChannels, told: ToldTempo): Rhythm {
  const { bpm, meter = 4, firstDownbeat } = told;
  const beat = 60 / bpm;
  const anchor = firstDownbeat ?? phaseOf(onsets, beat);
  const first = Math.ceil(-anchor / beat - 1e-9);
  const last = Math.floor((onsets.duration - anchor) / beat + 1e-9);
  const numbers = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);
  const confidence = firstDownbeat === undefined ? 0 : 1;
  return {
    bpm,
    meter,
    beats: numbers.map((k) => Math.max(0, anchor + k * beat)),
    downbeats: numbers.flatMap((k, i) => (k % meter === 0 ? [i] : [])),
    beatConfidence: confidence,
    downbeatConfidence: confidence,
  };
}
