import { sampleRate } from '../../domain/audio.js';
import type { Hertz, Seconds } from '../../domain/units.js';
import { beatFrames } from '../rhythm/beatFrames.js';
import { spectrumAt } from '../signal/spectrumAt.js';

const size = 4096;
const hop = 2048;
const edges = [220, 1760] as const;

/** A-weighting as a power gain (IEC 61672-1): how loud a frequency sounds at about 40 phon; 1 at 1 kHz, 0 at 0 Hz. */
function aWeight(frequency: Hertz): number {
  const f2 = frequency * frequency;
  const response =
    (12_194 ** 2 * f2 * f2) /
    ((f2 + 20.6 ** 2) * Math.sqrt((f2 + 107.7 ** 2) * (f2 + 737.9 ** 2)) * (f2 + 12_194 ** 2));
  return (response * 10 ** 0.1) ** 2;
}

const bins = Array.from({ length: size / 2 + 1 }, (_, k) => (k * sampleRate) / size);
const bandOf = Uint8Array.from(bins, (f) => (f < edges[0] ? 0 : f < edges[1] ? 1 : 2));
/** Loudness weight; scaled so that a full-scale sine at 1 kHz has the power 0.5. */
const weightOf = Float64Array.from(bins, (f) => (aWeight(f) * 2) / (0.375 * size * size));

/**
 * Loudness-weighted (A) mean power of a mono signal at 44.1 kHz in three bands, 0–220, 220–1760 and 1760–22050 Hz, over each of
 * the intervals between `beats` (n + 1 times, seconds); [n, 3]. The bands of AutoMashUpper's spectral balance.
 */
export function bandLoudness(signal: Float32Array, beats: readonly Seconds[]): Float32Array {
  const rows = Math.max(0, beats.length - 1);
  const out = new Float32Array(rows * 3);
  const spectrum = spectrumAt(size);
  const power = new Float32Array(spectrum.bins);
  for (let n = 0; n < rows; n++) {
    const sums = new Float64Array(3);
    const centres = beatFrames(beats[n], beats[n + 1], hop);
    for (const centre of centres) {
      spectrum.power(signal, centre, power);
      for (let k = 0; k < power.length; k++) sums[bandOf[k]] += power[k] * weightOf[k];
    }
    for (let i = 0; i < 3; i++) out[n * 3 + i] = sums[i] / centres.length;
  }
  return out;
}
