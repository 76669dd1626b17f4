import type { Hertz } from '../../domain/units.js';
import type { Vowel } from './syllable.js';

/** Formants of vowels sung alone (Peterson and Barney 1952, men; the rounded ones are ours). */
export const formantsOf: Readonly<Record<Vowel, readonly [Hertz, Hertz, Hertz]>> = {
  a: [730, 1090, 2440],
  e: [530, 1840, 2480],
  i: [270, 2290, 3010],
  o: [570, 840, 2410],
  u: [300, 870, 2240],
  ö: [450, 1500, 2300],
  ü: [290, 1900, 2400],
};
/** Of a closed mouth: m and n. */
export const closed: readonly [Hertz, Hertz, Hertz] = [250, 1000, 2200];

/** Bandwidths and gains of the three. */
const bandwidths: readonly Hertz[] = [90, 110, 160];
const gains = [1, 0.55, 0.3] as const;
/** What sounds between them. */
const floor = 0.02;
const ringing = { frequency: 2900, bandwidth: 400 } as const;

/** How a vocal tract is shaped at a moment. */
export interface Tract {
  /** Its formants. */
  readonly formants: readonly number[];
  /** Gain of the singer's formant. */
  readonly ring: number;
}

const resonance = (away: Hertz, bandwidth: Hertz): number => 1 / Math.sqrt(1 + (away / (bandwidth / 2)) ** 2);

/** Amplitude that a vocal tract lets through at a frequency; a first formant below the voice's pitch is raised to it, as sopranos do. */
export function openness({ formants, ring }: Tract, frequency: Hertz, pitch: Hertz): number {
  let sum = floor + ring * resonance(frequency - ringing.frequency, ringing.bandwidth);
  for (let i = 0; i < bandwidths.length; i += 1) {
    const formant = i === 0 ? Math.max(formants[0], pitch) : formants[i];
    sum += gains[i] * resonance(frequency - formant, bandwidths[i] * (1 + formant / 4000));
  }
  return sum;
}
