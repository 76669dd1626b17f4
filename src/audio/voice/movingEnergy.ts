import type { Hertz } from '../../domain/units.js';
import { decimate } from '../signal/decimate.js';
import { spectrumAt } from '../signal/spectrumAt.js';
import { slidingMedian } from './slidingMedian.js';

/** Power where voices lie, in thirds of octaves over time, [frames, bands]. */
export interface MovingEnergy {
  readonly frames: number;
  readonly bands: number;
  /** Samples a frame; frame t is centred on sample t · hop. */
  readonly hop: number;
  /** What does not stand still. */
  readonly moving: Float32Array;
  readonly total: Float32Array;
}

/** Enough for 200–4000 Hz. */
const rate = 11_025;
const [lowest, highest] = [200, 4000];
const size = 1024;
const hop = 256;
const bandsPerOctave = 6;
/** A sound of 0.35 s or longer at one pitch stands still: the median over ±0.35 s holds it. */
const still = 15;
/** Chorus and tremolo swing about the median by some 3 dB, and by a frame and a bin. */
const swing = { factor: 2, frames: 2, bins: 1 } as const;

interface Powers {
  readonly frames: number;
  readonly bins: number;
  /** [frames, bins] */
  readonly values: Float32Array;
}

function powersOf(signal: Float32Array, first: number, bins: number): Powers {
  const spectrum = spectrumAt(size);
  const frames = Math.floor(signal.length / hop) + 1;
  const values = new Float32Array(frames * bins);
  const row = new Float32Array(spectrum.bins);
  for (let t = 0; t < frames; t++)
    values.set(spectrum.power(signal, t * hop, row).subarray(first, first + bins), t * bins);
  return { frames, bins, values };
}

/** Largest value within ±reach places that lie `step` apart in rows of so many places. */
function widen(values: Float32Array, reach: number, at: { step: number; places: number }): Float32Array {
  const { step, places } = at;
  return values.map((value, i) => {
    const place = Math.floor(i / step) % places;
    let most = value;
    for (let d = Math.max(-reach, -place); d <= Math.min(reach, places - 1 - place); d++)
      most = Math.max(most, values[i + d * step]);
    return most;
  });
}

/** Power that stands still in each bin. */
function standing({ frames, bins, values }: Powers): Float32Array {
  const median = slidingMedian(values, bins, still);
  const wide = widen(median, swing.bins, { step: 1, places: bins });
  return widen(wide, swing.frames, { step: bins, places: frames });
}

/**
 * Splits the power of a mono signal between 200 and 4000 Hz into what stands still for 0.35 s or longer (pads, choirs, held notes) and
 * what moves: voices glide, and change vowels at every syllable (as in two-stage separation by medians: Driedger & Müller, ICASSP 2015).
 */
export function movingEnergy(signal: Float32Array, sampleRate: Hertz): MovingEnergy {
  const factor = Math.max(1, Math.round(sampleRate / rate));
  const binsPerHz = (size * factor) / sampleRate;
  const first = Math.round(lowest * binsPerHz);
  const bins = Math.round(highest * binsPerHz) - first;
  const powers = powersOf(decimate(signal, factor), first, bins);
  const stands = standing(powers);
  const bandOf = Uint8Array.from({ length: bins }, (_, k) =>
    Math.floor(bandsPerOctave * Math.log2((k + first) / first)),
  );
  const { frames, values } = powers;
  const bands = bandOf[bins - 1] + 1;
  const [moving, total] = [new Float32Array(frames * bands), new Float32Array(frames * bands)];
  for (let i = 0; i < values.length; i++) {
    const cell = Math.floor(i / bins) * bands + bandOf[i % bins];
    total[cell] += values[i];
    moving[cell] += Math.max(0, values[i] - swing.factor * stands[i]);
  }
  return { frames, bands, hop: hop * factor, moving, total };
}
