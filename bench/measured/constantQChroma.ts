import { decimate } from '../../src/audio/signal/decimate.js';
import type { Hertz } from '../../src/domain/units.js';

/** Bins from C2 (65.4 Hz) on, a semitone each, five octaves. */
const [lowest, bins] = [65.406, 60];
/**
 * Periods of its tone that a bin looks at. A Hann window's main lobe ends two bins of its length from the middle, so it takes twice the quality of a
 * semitone's distance, 1 / (2^(1/12) − 1), until the next semitone is not heard; at that distance alone a tone sounds half as loud in both its neighbours.
 */
export const resolving = 2 / (2 ** (1 / 12) - 1);
const rate = 5512.5;
/** Frames a second. */
const framesPerSecond = 10;

interface Kernel {
  readonly cosine: Float64Array;
  readonly sine: Float64Array;
}

const kernelsOf = (periods: number): readonly Kernel[] =>
  Array.from({ length: bins }, (_, bin) => {
    const frequency = lowest * 2 ** (bin / 12);
    const length = Math.round((periods * rate) / frequency);
    const of = (wave: (angle: number) => number): Float64Array =>
      Float64Array.from({ length }, (__, n) => {
        const window = 0.5 - 0.5 * Math.cos((2 * Math.PI * (n + 0.5)) / length);
        return (window * wave((2 * Math.PI * frequency * (n - length / 2)) / rate)) / length;
      });
    return { cosine: of(Math.cos), sine: of(Math.sin) };
  });

/** Amplitude of the tone of a kernel around a sample. */
function amplitudeAt(signal: Float32Array, centre: number, { cosine, sine }: Kernel): number {
  const from = centre - Math.floor(cosine.length / 2);
  let [re, im] = [0, 0];
  for (let n = Math.max(0, -from); n < cosine.length && from + n < signal.length; n += 1) {
    re += signal[from + n] * cosine[n];
    im += signal[from + n] * sine[n];
  }
  return Math.hypot(re, im);
}

/**
 * Chroma by a constant-Q transform (Brown 1991: one windowed tone a semitone, of 34 periods unless told otherwise), ten frames a second, [frames, 12], pitch class 0 = C. It
 * shares nothing with the chroma that is scored, which is made of spectral peaks in beats.
 */
export function constantQChroma(mono: Float32Array, sampleRate: Hertz, periods = resolving): Float64Array {
  const kernels = kernelsOf(periods);
  const signal = decimate(mono, Math.round(sampleRate / rate));
  const frames = Math.floor((signal.length / rate) * framesPerSecond);
  const out = new Float64Array(frames * 12);
  for (let frame = 0; frame < frames; frame += 1) {
    const centre = Math.round((frame * rate) / framesPerSecond);
    for (const [bin, kernel] of kernels.entries())
      out[frame * 12 + (bin % 12)] += amplitudeAt(signal, centre, kernel);
  }
  return out;
}
