import type { Meter } from '../../domain/music/grid.js';
import type { Bpm } from '../../domain/units.js';
import { downbeatScores } from './downbeatScores.js';
import { lagSimilarity } from './lagSimilarity.js';
import type { OnsetChannels } from '../onsets/onsetChannels.js';
import { tatumFrames, type TatumFrames } from './tatumFrames.js';
import { phaseAt, tatumTrack, type TatumTrack } from './tatumTrack.js';

/** One reading of a region: a tempo, how its beats divide, how many make a bar, and how well each bar start fits. */
export interface TempoHypothesis {
  readonly bpm: Bpm;
  readonly parts: 3 | 4;
  readonly meter: Meter;
  readonly track: TatumTrack;
  readonly pulses: TatumFrames;
  /** Log chance of each bar start, [meter · parts]; place p means that pulse p opens a bar. */
  readonly starts: Float64Array;
  /** Share of the onset strength that falls on the pulses. */
  readonly fit: number;
  /** Likeness of successive bars. */
  readonly repetition: number;
  readonly score: number;
}

/** Length of the mean onset vector when each beat is one turn, `turns` times faster. */
function concentration(onsets: OnsetChannels, track: TatumTrack, turns: number): number {
  let re = 0;
  let im = 0;
  let total = 0;
  for (let t = 0; t < onsets.frames; t++) {
    const angle = 2 * Math.PI * turns * phaseAt(track, t);
    re += onsets.mixed[t] * Math.cos(angle);
    im += onsets.mixed[t] * Math.sin(angle);
    total += onsets.mixed[t];
  }
  return total > 0 ? Math.hypot(re, im) / total : 0;
}

/** Log of how usual a tempo is: a normal curve over octaves about 118 bpm (after Parncutt 1994 and McKinney 2004). */
const usual = (bpm: Bpm): number => -0.5 * (Math.log2(bpm / 118) / 0.42) ** 2;

/** Bars after which a region may repeat: 1, 2, 4 or 8, within the same stretch of time whatever the tempo. */
const barsApart = (meter: Meter, bpm: Bpm): number[] =>
  [1, 2, 4, 8].filter((bars) => bars === 1 || (bars * meter * 60) / bpm < 8.5);

/**
 * Likeness of bars. Threes must show from one bar to the next: two or four bars of three beats are whole halves of bars of
 * four. They also are the rarer case.
 */
function repetitionOf(meter: Meter, bpm: Bpm, alike: (beats: number) => number): number {
  const most = Math.max(...barsApart(meter, bpm).map((bars) => alike(bars * meter)));
  return meter === 4 ? most : 0.5 * (most + alike(meter)) - 0.2;
}

/** Beats that fall in thirds must also be felt as beats, else three quarters of a straight beat pass for swing. */
function fitOf(onsets: OnsetChannels, track: TatumTrack, parts: 3 | 4): number {
  const whole = concentration(onsets, track, 1);
  if (parts === 4) return whole + 0.5 * (concentration(onsets, track, 0.5) + concentration(onsets, track, 2));
  const beat = concentration(onsets, track, 1 / 3);
  const felt = 2 * beat + 0.05;
  const halves = Math.min(felt, concentration(onsets, track, 2));
  return Math.min(whole, felt) + 0.5 * (Math.min(beat, whole) + halves) - 0.08;
}

/** Follows one tempo and judges it in each meter; best meter first. */
export function tempoHypotheses(
  onsets: OnsetChannels,
  tempo: { readonly bpm: Bpm; readonly parts: 3 | 4 },
  meters: readonly Meter[],
): TempoHypothesis[] {
  const { parts } = tempo;
  const track = tatumTrack(onsets.mixed, {
    rate: onsets.rate,
    frequency: (parts * tempo.bpm) / 60,
    window: 6,
  });
  const pulses = tatumFrames(track, onsets.frames);
  if (pulses.at.length < 8 * parts) return [];
  const framesABeat = (parts * (pulses.at[pulses.at.length - 1] - pulses.at[0])) / (pulses.at.length - 1);
  const bpm = (60 * onsets.rate) / framesABeat;
  const fit = fitOf(onsets, track, parts);
  const { kick, snare, hat, bass, other } = onsets.channels;
  const alike = (beats: number): number =>
    lagSimilarity([kick, snare, hat, bass, other], beats * framesABeat);
  return meters.map((meter) => {
    const starts = downbeatScores(onsets, pulses.at, { meter, parts });
    const repetition = repetitionOf(meter, bpm, alike);
    const score = fit + repetition + 0.25 * usual(bpm) + (0.03 * Math.max(...starts) * 16) / starts.length;
    return { bpm, parts, meter, track, pulses, starts, fit, repetition, score };
  });
}
