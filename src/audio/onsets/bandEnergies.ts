import type { Hertz } from '../../domain/units.js';
import { spectrumAt } from '../signal/spectrumAt.js';

/** Energy in frequency bands over time. */
export interface BandEnergies {
  readonly frames: number;
  readonly bands: number;
  /** Frames a second; frame t is centred on t / rate seconds. */
  readonly rate: number;
  /** Centre of each band, Hz. */
  readonly centres: Float32Array;
  /** Power, [frames, bands]. */
  readonly energy: Float32Array;
}

export interface BandOptions {
  readonly sampleRate: Hertz;
  readonly size: number;
  readonly hop: number;
  readonly bandsPerOctave: number;
  readonly lowest: Hertz;
  readonly highest: Hertz;
}

/** First FFT bin of each logarithmic band, and the bin after the last; a band has at least one bin. */
function bandEdges(options: BandOptions): number[] {
  const binsPerHz = options.size / options.sampleRate;
  const steps = Math.round(options.bandsPerOctave * Math.log2(options.highest / options.lowest));
  const edges: number[] = [];
  for (let i = 0; i <= steps; i++) {
    const bin = Math.round(options.lowest * 2 ** (i / options.bandsPerOctave) * binsPerHz);
    if (bin > (edges.at(-1) ?? 0)) edges.push(bin);
  }
  return edges;
}

/** Power in logarithmic bands, one row every `hop` samples (Hann window of `size`, centred). */
export function bandEnergies(signal: Float32Array, options: BandOptions): BandEnergies {
  const edges = bandEdges(options);
  const bands = edges.length - 1;
  const spectrum = spectrumAt(options.size);
  const frames = Math.floor(signal.length / options.hop) + 1;
  const energy = new Float32Array(frames * bands);
  for (let t = 0; t < frames; t++) {
    const x = spectrum.complex(signal, t * options.hop);
    for (let b = 0; b < bands; b++) {
      let sum = 0;
      for (let k = 2 * edges[b]; k < 2 * edges[b + 1]; k++) sum += x[k] * x[k];
      energy[t * bands + b] = sum;
    }
  }
  const hzPerBin = options.sampleRate / options.size;
  const centres = Float32Array.from(
    { length: bands },
    (_, b) => ((edges[b] + edges[b + 1] - 1) / 2) * hzPerBin,
  );
  return { frames, bands, rate: options.sampleRate / options.hop, centres, energy };
}
