import type { Confidence, Seconds } from '../domain/units.js';
import type { OnsetChannels } from './onsetChannels.js';
import type { Rhythm } from './rhythm.js';
import type { TempoHypothesis } from './tempoHypothesis.js';

/** Log chances are not independent draws; dividing them so makes their softmax honest (measured, see bench/analysis). */
const temperature = 1.5;

/** Softmax of the bar starts: the best one, its chance, and the chance that the beats are right whatever the bar. */
function likeliestStart(
  starts: Float64Array,
  parts: number,
): { start: number; beat: Confidence; bar: Confidence } {
  const most = Math.max(...starts);
  const weights = starts.map((x) => Math.exp((x - most) / temperature));
  const total = weights.reduce((a, b) => a + b, 0);
  const start = weights.indexOf(1);
  const beat = weights.filter((_, i) => (i - start) % parts === 0).reduce((a, b) => a + b, 0);
  return { start, beat: beat / total, bar: 1 / beat };
}

/** Start of a bar that a person gave: every pulse moves so that one falls on it. */
function startFrom(reading: TempoHypothesis, time: Seconds, rate: number): { start: number; shift: Seconds } {
  const { at } = reading.pulses;
  const apart = (at[at.length - 1] - at[0]) / (at.length - 1) / rate;
  const index = Math.round((time - at[0] / rate) / apart);
  const places = reading.starts.length;
  const inside = index >= 0 && index < at.length ? at[index] / rate : at[0] / rate + index * apart;
  return { start: ((index % places) + places) % places, shift: time - inside };
}

/** Turns a reading's pulses into beats and downbeats; confidences are of the bar start alone. `late`: seconds to take off. */
export function beatsOfReading(
  onsets: OnsetChannels,
  reading: TempoHypothesis,
  options: { readonly firstDownbeat?: Seconds | undefined; readonly late: Seconds },
): Rhythm {
  const { parts, meter, pulses, bpm } = reading;
  const guess = likeliestStart(reading.starts, parts);
  const { firstDownbeat } = options;
  const told = firstDownbeat === undefined ? undefined : startFrom(reading, firstDownbeat, onsets.rate);
  const start = told?.start ?? guess.start;
  const shift = told?.shift ?? -options.late;
  const beats: Seconds[] = [];
  const downbeats: number[] = [];
  for (let i = start % parts; i < pulses.at.length; i += parts) {
    const time = pulses.at[i] / onsets.rate + shift;
    if (time < 0) continue;
    if ((i - start) % (parts * meter) === 0) downbeats.push(beats.length);
    beats.push(time);
  }
  return {
    bpm,
    meter,
    beats,
    downbeats,
    beatConfidence: told ? 1 : guess.beat,
    downbeatConfidence: told ? 1 : guess.bar,
  };
}
