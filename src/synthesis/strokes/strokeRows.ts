import { strokeLevel, subdivisions } from '../../audio/onsets/strokeBands.js';
import type { Random } from '../../domain/random.js';
import type { Bpm, Seconds } from '../../domain/units.js';
import type { Stroke } from './stroke.js';

/** What is heard of strokes. */
export interface StrokeHearing {
  readonly beats: number;
  readonly bpm: Bpm;
  /** Root of the mean power, where strokes sound, that the two bands have together: about 0.1 at −23 LUFS. */
  readonly level: number;
  /** Amplitude of the noise. */
  readonly noise: number;
  readonly random: Random;
}

/** Points of a subdivision at which the levels are known. */
const points = 4;

/**
 * What drumOnsets would hear of strokes, without sounding them: the rise of the level in each band, put on the nearest subdivision. [12 · beats, 2]; beat n is at
 * 60 n / bpm.
 */
export function strokeRows(strokes: readonly Stroke[], hearing: StrokeHearing): Float32Array {
  const { beats, bpm, random } = hearing;
  const point = 60 / bpm / (subdivisions * points);
  // Half a subdivision before the first beat belongs to it.
  const before = points / 2;
  const count = beats * subdivisions * points;
  const powers = new Float32Array(2 * (count + 1));
  for (const stroke of strokes) addPowers(powers, stroke, { point, first: -before - 1 });
  const gain = hearing.level / Math.sqrt(meanSounding(powers) || 1);
  const out = new Float32Array(beats * subdivisions * 2);
  for (const band of [0, 1]) {
    let last = Infinity;
    for (let i = 0; i <= count; i += 1) {
      const noise = hearing.noise ** 2 * -Math.log(1 - random.next());
      const level = strokeLevel(Math.sqrt(gain * gain * powers[2 * i + band] + noise));
      if (i > 0) out[2 * Math.floor((i - 1) / points) + band] += Math.max(0, level - last);
      last = level;
    }
  }
  return out;
}

interface Raster {
  readonly point: Seconds;
  /** Number of the first point; beat 0 is at point 0. */
  readonly first: number;
}

/** Adds the powers of a stroke at the points at which it sounds. */
function addPowers(
  powers: Float32Array,
  { from, to, kick, snare, attack, decay }: Stroke,
  { point, first }: Raster,
): void {
  const last = powers.length / 2 - 1;
  for (let i = Math.max(0, Math.ceil(from / point) - first); i <= last; i += 1) {
    const time = (i + first) * point;
    if (time >= to) return;
    const reached = Math.min(1, (time - from + point) / (attack + point));
    const died = decay === undefined ? 1 : Math.exp(-(time - from) / decay);
    const share = (reached * died) ** 2;
    powers[2 * i] += share * kick * kick;
    powers[2 * i + 1] += share * snare * snare;
  }
}

/** Mean power of the points within 20 dB of the mean of all. */
function meanSounding(powers: Float32Array): number {
  const both = Array.from({ length: powers.length / 2 }, (_, i) => powers[2 * i] + powers[2 * i + 1]);
  const mean = (values: readonly number[]): number =>
    values.reduce((a, b) => a + b, 0) / Math.max(1, values.length);
  const least = mean(both) / 100;
  return mean(both.filter((x) => x > least));
}
