import type { Seconds } from '../../domain/units.js';

/**
 * Points evenly between successive beats, the first on the beat: [(beats − 1) · pointsABeat] seconds; 1,024 for 16 bars of four. The
 * last beat only closes the last interval.
 */
export function gridTimes(beats: readonly Seconds[], pointsABeat = 16): Float64Array {
  const times = new Float64Array(Math.max(0, beats.length - 1) * pointsABeat);
  for (let t = 0; t < times.length; t++) {
    const beat = Math.floor(t / pointsABeat);
    times[t] = beats[beat] + ((beats[beat + 1] - beats[beat]) * (t % pointsABeat)) / pointsABeat;
  }
  return times;
}
