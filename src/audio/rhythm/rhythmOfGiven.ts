import type { GivenAnalysis } from '../regions/givenAnalysis.js';
import type { Rhythm } from './rhythm.js';

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

const nearest = (times: readonly number[], time: number): number => {
  let best = 0;
  for (let i = 1; i < times.length; i++)
    if (Math.abs(times[i] - time) < Math.abs(times[best] - time)) best = i;
  return best;
};

/** The rhythm of beats given by hand (at least two): they are taken as they are. */
export function rhythmOfGiven(beats: readonly number[], given: GivenAnalysis): Rhythm {
  const intervals = beats.slice(1).map((time, i) => time - beats[i]);
  const bpm = given.bpm ?? 60 / median(intervals);
  const marks = given.downbeats ?? (given.firstDownbeat === undefined ? [] : [given.firstDownbeat]);
  const opened = marks.map((time) => nearest(beats, time));
  const steps = opened.slice(1).map((index, i) => index - opened[i]);
  const counted = steps.length > 0 ? median(steps) : 4;
  const meter = given.meter ?? (counted === 3 || counted === 6 ? counted : 4);
  const first = (opened[0] ?? 0) % meter;
  const known = marks.length > 0;
  const every = Array.from(
    { length: Math.ceil((beats.length - first) / meter) },
    (_, i) => first + i * meter,
  );
  return {
    bpm,
    meter,
    beats,
    downbeats: steps.length > 0 ? opened : every,
    beatConfidence: 1,
    downbeatConfidence: known ? 1 : 0.3,
  };
}
