import { sampleRate } from '../../domain/audio.js';
import type { Cents, Hertz, Seconds } from '../../domain/units.js';
import { beatFrames } from '../rhythm/beatFrames.js';
import { spectrumAt } from '../signal/spectrumAt.js';

const size = 8192;
const hop = 4096;
/**
 * Four whole octaves: below, this window does not tell semitones apart; and a part of an octave would give every stem, even
 * noise, the same slope over the pitch classes, so that everything would seem to fit unshifted.
 */
const lowest: Hertz = 110;
const highest: Hertz = 1760;
const firstBin = Math.ceil((lowest * size) / sampleRate);
const lastBin = Math.floor((highest * size) / sampleRate);

/** Adds a frame's spectral peaks to a chroma row: amplitude, at the pitch class of the peak's interpolated frequency. */
function addPeaks(row: Float64Array, amplitude: Float64Array, tuning: Cents): void {
  for (let k = firstBin; k <= lastBin; k++) {
    const [a, b, c] = [amplitude[k - 1], amplitude[k], amplitude[k + 1]];
    if (!(b > a && b >= c)) continue;
    const [left, middle, right] = [Math.log(a + 1e-12), Math.log(b), Math.log(c + 1e-12)];
    const bin = k + (0.5 * (left - right)) / (left - 2 * middle + right);
    const pitch = 69 + 12 * Math.log2((bin * sampleRate) / size / 440) - tuning / 100;
    const below = Math.floor(pitch);
    const share = pitch - below;
    row[((below % 12) + 12) % 12] += b * (1 - share);
    row[(((below + 1) % 12) + 12) % 12] += b * share;
  }
}

/**
 * Chroma of a mono signal at 44.1 kHz over each of the intervals between `beats` (n + 1 times, seconds); [n, 12], pitch class
 * 0 = C. Mean over frames of the amplitudes of spectral peaks between 110 and 1760 Hz, shared between the two nearest pitch
 * classes. `tuning`: cents above A = 440 Hz.
 */
export function beatChroma(
  signal: Float32Array,
  beats: readonly Seconds[],
  { tuning = 0 }: { readonly tuning?: Cents } = {},
): Float32Array {
  const rows = Math.max(0, beats.length - 1);
  const out = new Float32Array(rows * 12);
  const spectrum = spectrumAt(size);
  const power = new Float32Array(spectrum.bins);
  const amplitude = new Float64Array(lastBin + 2);
  for (let n = 0; n < rows; n++) {
    const row = new Float64Array(12);
    const centres = beatFrames(beats[n], beats[n + 1], hop);
    for (const centre of centres) {
      spectrum.power(signal, centre, power);
      for (let k = firstBin - 1; k < amplitude.length; k++) amplitude[k] = Math.sqrt(power[k]) / (size / 4);
      addPeaks(row, amplitude, tuning);
    }
    for (let c = 0; c < 12; c++) out[n * 12 + c] = row[c] / centres.length;
  }
  return out;
}
