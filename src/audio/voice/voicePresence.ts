import type { Decibels } from '../../domain/units.js';
import type { MovingEnergy } from './movingEnergy.js';

/** Over ±0.2 s a syllable and the consonants around it are one. */
const around = 8;
/** So far under its loud passages a band says nothing. */
const range: Decibels = 24;
/** Of a pad or a choir about −7 dB moves, of a voice −5 and more even over a pad as loud: from where on it counts, and where fully. */
const leastMoving: Decibels = -7;
const fullyMoving: Decibels = -3;

const share = (value: number): number => Math.max(0, Math.min(1, value));
const decibels = (ratio: number): Decibels => 10 * Math.log10(ratio + 1e-12);

/** Sum over ±reach values; beyond the ends the first and last go on. */
function smoothed(values: Float32Array, reach: number): Float32Array {
  const at = (t: number): number => values[Math.max(0, Math.min(values.length - 1, t))];
  let sum = 0;
  for (let t = -reach; t <= reach; t++) sum += at(t);
  return values.map((_, t) => {
    const now = Math.max(0, sum);
    sum += at(t + reach + 1) - at(t - reach);
    return now;
  });
}

/**
 * How much a voice is there, 0 … 1, [frames]: in how many bands, how near to its own loud passages in each, and how much of the
 * stem moves. Voices fill the bands together; single notes and hisses fill few. `moving`: [frames, bands].
 */
export function voicePresence(stem: MovingEnergy, moving: Float32Array): Float32Array {
  const { frames, bands, total } = stem;
  const presence = new Float32Array(frames);
  for (let band = 0; band < bands; band++) {
    const level = smoothed(
      presence.map((_, t) => moving[t * bands + band]),
      around,
    );
    const loud = level.toSorted().at(Math.floor(0.95 * frames)) ?? 0;
    for (let t = 0; t < frames; t++)
      presence[t] += share(1 + decibels(level[t] / (loud + 1e-9)) / range) / bands;
  }
  const moves = smoothed(sumOfBands(moving, bands), around);
  const sounds = smoothed(sumOfBands(total, bands), around);
  return presence.map((value, t) => {
    const part = decibels(moves[t] / (sounds[t] + 1e-9));
    return value * share((part - leastMoving) / (fullyMoving - leastMoving));
  });
}

/** [frames] of [frames, bands]. */
export function sumOfBands(values: Float32Array, bands: number): Float32Array {
  const sums = new Float32Array(bands > 0 ? values.length / bands : 0);
  for (let i = 0; i < values.length; i++) sums[Math.floor(i / bands)] += values[i];
  return sums;
}
