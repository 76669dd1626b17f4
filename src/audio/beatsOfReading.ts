import type { Seconds } from '../domain/units.js';
import { beatsRefine } from './beatsRefine.js';
import { downbeatStart } from './downbeatStart.js';
import type { OnsetAttack } from './onsetAttack.js';
import type { Rhythm } from './rhythm.js';
import type { TempoHypothesis } from './tempoHypothesis.js';

/** Times of the same pulses had the tempo not changed. */
function straightTimes(reading: TempoHypothesis, rate: number): Float64Array {
  const { straight, step } = reading.track;
  const slope = (straight[straight.length - 1] - straight[0]) / ((straight.length - 1) * step);
  return reading.pulses.at.map((_, i) => (reading.pulses.first + i - straight[0]) / slope / rate);
}

/** Times put right by the attacks: those on beats count most, those off the halves hardly (they swing). */
function refined(
  times: Float64Array,
  reading: TempoHypothesis,
  start: number,
  attack: OnsetAttack,
): { times: Float64Array; agreement: number } {
  const { parts } = reading;
  const expected = [...times].map((time, i) => {
    const place = (((i - start) % parts) + parts) % parts;
    return { time, weight: place === 0 ? 1 : parts === 4 && place === 2 ? 0.7 : 0.15 };
  });
  const shift = beatsRefine(attack, expected);
  const span = times[times.length - 1] - times[0];
  const moved = times.map(
    (time) => time + shift.start + ((time - times[0]) / span) * (shift.end - shift.start),
  );
  return { times: moved, agreement: shift.agreement };
}

/** A curved tempo is believed only where the attacks say so clearly: late notes in one section look like drift. */
function refinedPulses(
  reading: TempoHypothesis,
  start: number,
  rate: number,
  attack: OnsetAttack,
): Float64Array {
  const straight = refined(straightTimes(reading, rate), reading, start, attack);
  if (reading.track.phase === reading.track.straight) return straight.times;
  const followed = reading.pulses.at.map((frame) => frame / rate);
  const curved = refined(followed, reading, start, attack);
  return curved.agreement > 1.1 * straight.agreement ? curved.times : straight.times;
}

/** Place of a bar start that a person gave, and how far every pulse moves so that one falls on it. */
function startFrom(times: Float64Array, time: Seconds, places: number): { start: number; shift: Seconds } {
  const apart = (times[times.length - 1] - times[0]) / (times.length - 1);
  const index = Math.round((time - times[0]) / apart);
  const inside = index >= 0 && index < times.length ? times[index] : times[0] + index * apart;
  return { start: ((index % places) + places) % places, shift: time - inside };
}

/** Turns a reading's pulses into beats and downbeats; the confidences are of the bar start alone. `rate`: frames a second. */
export function beatsOfReading(
  reading: TempoHypothesis,
  rate: number,
  attack: OnsetAttack,
  options: { readonly firstDownbeat?: Seconds | undefined } = {},
): Rhythm {
  const { parts, meter, starts } = reading;
  const guess = downbeatStart(starts, parts);
  const times = refinedPulses(reading, guess.start, rate, attack);
  const { firstDownbeat } = options;
  const told = firstDownbeat === undefined ? undefined : startFrom(times, firstDownbeat, starts.length);
  const start = told?.start ?? guess.start;
  const beats: Seconds[] = [];
  const downbeats: number[] = [];
  for (let i = start % parts; i < times.length; i += parts) {
    const time = times[i] + (told?.shift ?? 0);
    if (time < 0) continue;
    if ((i - start) % (parts * meter) === 0) downbeats.push(beats.length);
    beats.push(time);
  }
  return {
    bpm: (60 * (times.length - 1)) / parts / (times[times.length - 1] - times[0]),
    meter,
    beats,
    downbeats,
    beatConfidence: told ? 1 : guess.beat,
    downbeatConfidence: told ? 1 : guess.bar,
  };
}
