import type { Hertz } from '../../domain/units.js';
import { spectrumAt } from '../signal/spectrumAt.js';

export interface SpectralPeaks {
  /** Frames a second; frame t is centred on t / rate seconds. */
  readonly rate: number;
  readonly frames: number;
  /** First peak of frame t in `pitch` and `strength`; [frames + 1]. */
  readonly first: Uint32Array;
  /** Pitch in semitones, MIDI numbers with fractions (69 = 440 Hz). */
  readonly pitch: Float32Array;
  /** Magnitude over the local mean of the spectrum, so that loud registers do not drown the rest. */
  readonly strength: Float32Array;
}

export interface PeakOptions {
  readonly sampleRate: Hertz;
  readonly size: number;
  readonly hop: number;
  readonly lowest: Hertz;
  readonly highest: Hertz;
}

const midi = (hz: Hertz): number => 69 + 12 * Math.log2(hz / 440);

/** Mean magnitude around each bin (a third of its frequency to either side, 12 bins at least), for whitening. */
function localMean(magnitude: Float32Array, running: Float64Array, k: number): number {
  const half = Math.max(12, Math.round(k / 3));
  const from = Math.max(0, k - half);
  const to = Math.min(magnitude.length, k + half + 1);
  return (running[to] - running[from]) / (to - from);
}

/** Peaks of the spectrum at every `hop`, with parabolic interpolation on the log magnitude, whitened (after Gómez 2006). */
export function spectralPeaks(signal: Float32Array, options: PeakOptions): SpectralPeaks {
  const { sampleRate, size, hop } = options;
  const spectrum = spectrumAt(size);
  const frames = Math.floor(signal.length / hop) + 1;
  const low = Math.max(2, Math.floor((options.lowest * size) / sampleRate));
  const high = Math.min(spectrum.bins - 2, Math.ceil((options.highest * size) / sampleRate));
  const first = new Uint32Array(frames + 1);
  const pitch: number[] = [];
  const strength: number[] = [];
  const magnitude = new Float32Array(spectrum.bins);
  const running = new Float64Array(spectrum.bins + 1);
  let loudest = 1e-3;
  for (let t = 0; t < frames; t++) {
    const x = spectrum.complex(signal, t * hop);
    for (let k = 0; k < spectrum.bins; k++) {
      magnitude[k] = Math.sqrt(x[2 * k] ** 2 + x[2 * k + 1] ** 2);
      running[k + 1] = running[k] + magnitude[k];
      if (magnitude[k] > loudest) loudest = magnitude[k];
    }
    for (let k = low; k <= high; k++) {
      const m = magnitude[k];
      if (m <= magnitude[k - 1] || m < magnitude[k + 1] || m < 1e-3 * loudest) continue;
      const over = m / (localMean(magnitude, running, k) + 1e-12);
      if (over < 1.5) continue;
      const a = Math.log(magnitude[k - 1] + 1e-12);
      const b = Math.log(m);
      const c = Math.log(magnitude[k + 1] + 1e-12);
      const bin = k + (0.5 * (a - c)) / (a - 2 * b + c);
      pitch.push(midi((bin * sampleRate) / size));
      strength.push(over * Math.sqrt(m / loudest));
    }
    first[t + 1] = pitch.length;
  }
  return {
    rate: sampleRate / hop,
    frames,
    first,
    pitch: Float32Array.from(pitch),
    strength: Float32Array.from(strength),
  };
}
