import { sampleRate } from '../../domain/audio.js';
import type { Hertz, Semitones } from '../../domain/units.js';

/** Constants of the features (featuresVersion): change them and it together. */
export const melShape: {
  readonly size: number;
  readonly bands: number;
  readonly low: Hertz;
  readonly high: Hertz;
} = {
  size: 2048,
  bands: 128,
  low: 30,
  high: 16_000,
};

/** Slaney's mel scale (Auditory Toolbox, 1998): 15 mel at 1 kHz, linear below, logarithmic above. */
const knee = { hertz: 1000, mel: 15 } as const;
const step = Math.log(6.4) / 27;

export interface MelScale {
  toMel(hertz: Hertz): number;
  toHertz(mel: number): Hertz;
}

export const melScale: MelScale = {
  toMel: (hertz) =>
    hertz < knee.hertz ? (hertz * knee.mel) / knee.hertz : knee.mel + Math.log(hertz / knee.hertz) / step,
  toHertz: (mel) =>
    mel < knee.mel ? (mel * knee.hertz) / knee.mel : knee.hertz * Math.exp((mel - knee.mel) * step),
};

/** One band: weights of the power bins from `first` on. */
export interface MelFilter {
  readonly first: number;
  readonly weights: Float64Array;
}

/** Area under a triangle of height 1 over [low, high] with its top at `top`, from its beginning to `x`. */
function areaTo(x: Hertz, [low, top, high]: readonly Hertz[]): number {
  if (x <= low) return 0;
  if (x <= top) return (x - low) ** 2 / (2 * (top - low));
  if (x <= high) return (high - low) / 2 - (high - x) ** 2 / (2 * (high - top));
  return (high - low) / 2;
}

/**
 * 128 triangular filters, 30–16,000 Hz on Slaney's mel scale, for power spectra of 2048 samples at 44.1 kHz. For sound that is to be
 * heard `shift` semitones up, edges are multiplied by 2^(−shift/12), and each triangle keeps the height that gives the unshifted one
 * area 1 per Hz (a tone keeps its level when it is shifted). A bin's weight is the mean of the triangle over the bin's width, so that
 * narrow low bands lose nothing between two bins.
 */
export function melFilters(shift: Semitones = 0): readonly MelFilter[] {
  const { size, bands, low, high } = melShape;
  const [from, to] = [melScale.toMel(low), melScale.toMel(high)];
  const edges = Array.from({ length: bands + 2 }, (_, i) =>
    melScale.toHertz(from + ((to - from) * i) / (bands + 1)),
  );
  const factor = 2 ** (-shift / 12);
  const width = sampleRate / size;
  return Array.from({ length: bands }, (_, band) => {
    const own = edges.slice(band, band + 3);
    const shifted = own.map((edge) => edge * factor);
    const height = 2 / (own[2] - own[0]);
    const first = Math.max(0, Math.ceil(shifted[0] / width - 0.5));
    const last = Math.min(size / 2, Math.floor(shifted[2] / width + 0.5));
    const weights = Float64Array.from({ length: last - first + 1 }, (_, i) => {
      const centre = (first + i) * width;
      return (height * (areaTo(centre + width / 2, shifted) - areaTo(centre - width / 2, shifted))) / width;
    });
    return { first, weights };
  });
}
