import type { Decibels } from '../../domain/units.js';
import type { MovingEnergy } from './movingEnergy.js';

/** Over ±0.2 s a syllable and the consonants around it are one. */
const around = 8;
/** So far under its loud passages a band says nothing: where the whole stem is asked what moves, and where each band is. */
const range: Readonly<Record<keyof VoicePresence, Decibels>> = { whole: 24, banded: 20 };
/**
 * Of a pad or a choir about −7 dB moves, of a voice −5 and more even over a pad as loud: from where on it counts, and where fully. Of a single band of
 * pads −9 dB moves, of voices −4.
 */
const moving = { whole: { least: -7, fully: -3 }, banded: { least: -8, fully: -4 } } as const;

/** How much a voice is there, 0 … 1, [frames]. */
export interface VoicePresence {
  /** By how much of the whole stem moves: what is steadily sung counts, what a pad as loud lies beside hardly. */
  readonly whole: Float32Array;
  /** By how much of each band moves: a pad as loud hides a voice in some bands, seldom in all. */
  readonly banded: Float32Array;
}

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

const weight = (
  moves: number,
  sounds: number,
  { least, fully }: { least: Decibels; fully: Decibels },
): number => share((decibels(moves / (sounds + 1e-9)) - least) / (fully - least));

/**
 * How much a voice is there: in how many bands, how near to its own loud passages in each, and how much of the stem, or of the band, moves.
 * Voices fill the bands together; single notes and hisses fill few. `voice`: moving power less what bleeds, [frames, bands].
 */
export function voicePresence(stem: MovingEnergy, voice: Float32Array): VoicePresence {
  const { frames, bands, total } = stem;
  const [whole, banded] = [new Float32Array(frames), new Float32Array(frames)];
  for (let band = 0; band < bands; band++) {
    const levelOf = (values: Float32Array): Float32Array =>
      smoothed(
        whole.map((_, t) => values[t * bands + band]),
        around,
      );
    const [moves, sounds] = [levelOf(voice), levelOf(total)];
    const loud = moves.toSorted().at(Math.floor(0.95 * frames)) ?? 0;
    for (let t = 0; t < frames; t++) {
      const under = decibels(moves[t] / (loud + 1e-9));
      whole[t] += share(1 + under / range.whole) / bands;
      banded[t] += (share(1 + under / range.banded) * weight(moves[t], sounds[t], moving.banded)) / bands;
    }
  }
  const moves = smoothed(sumOfBands(voice, bands), around);
  const sounds = smoothed(sumOfBands(total, bands), around);
  return { whole: whole.map((value, t) => value * weight(moves[t], sounds[t], moving.whole)), banded };
}

/** [frames] of [frames, bands]. */
export function sumOfBands(values: Float32Array, bands: number): Float32Array {
  const sums = new Float32Array(bands > 0 ? values.length / bands : 0);
  for (let i = 0; i < values.length; i++) sums[Math.floor(i / bands)] += values[i];
  return sums;
}
