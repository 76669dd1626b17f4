import type { Seconds } from '../../domain/units.js';
import { beatsRefine } from './beatsRefine.js';
import { downbeatStart } from './downbeatStart.js';
import type { OnsetAttack } from '../onsets/onsetAttack.js';
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

interface Bar {
  /** Place among the pulses of a bar at which it starts. */
  readonly start: number;
  /** How far every pulse moves. */
  readonly shift: Seconds;
  /** Are the beats timed by it too? */
  readonly timed: boolean;
}

const modulo = (a: number, n: number): number => ((a % n) + n) % n;

/**
 * A bar start that a person gave: every pulse moves so that one falls on it. From more than a bar away it cannot time the beats (a
 * small error of the tempo adds up); counted in beats, it still tells which of them open a bar. `beat`: a pulse that is a beat.
 */
function barFrom(times: Float64Array, time: Seconds, reading: TempoHypothesis, beat: number): Bar {
  const { parts, starts } = reading;
  const places = starts.length;
  const apart = (times[times.length - 1] - times[0]) / (times.length - 1);
  const place = (time - times[0]) / apart;
  const index = Math.round(place);
  if (index < -places || index >= times.length + places) {
    const beats = Math.round((place - beat) / parts);
    return { start: modulo(beat + beats * parts, places), shift: 0, timed: false };
  }
  const inside = index >= 0 && index < times.length ? times[index] : times[0] + index * apart;
  return { start: modulo(index, places), shift: time - inside, timed: true };
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
  const told =
    firstDownbeat === undefined ? undefined : barFrom(times, firstDownbeat, reading, guess.start % parts);
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
    beatConfidence: told?.timed ? 1 : guess.beat,
    downbeatConfidence: told ? 1 : guess.bar,
  };
}
