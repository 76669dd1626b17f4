import type { Hertz } from '../../domain/units.js';
import { decimate } from '../signal/decimate.js';
import { pitchOf } from './pitchOf.js';
import type { VocalFrames } from './vocalFrames.js';

/** MIDI note numbers with fractions, A4 = 440 Hz = 69. */
export interface SungRange {
  readonly low: number;
  readonly high: number;
}

/** Fewer pitches say nothing. */
const fewest = 20;
/** Samples a second that pitches are looked for in. */
const rate = 11_025;

/** 5th and 95th percentile of the pitches of the sung frames of a mono stem; null where too few have a pitch. */
export function sungRange(vocals: Float32Array, sung: VocalFrames, sampleRate: Hertz): SungRange | null {
  const factor = Math.max(1, Math.round(sampleRate / rate));
  const signal = decimate(vocals, factor);
  const notes: number[] = [];
  sung.sounding.forEach((flag, t) => {
    const pitch = flag ? pitchOf(signal, sampleRate / factor, ((t + 0.5) * sung.hop) / factor) : null;
    if (pitch !== null) notes.push(69 + 12 * Math.log2(pitch / 440));
  });
  if (notes.length < fewest) return null;
  notes.sort((a, b) => a - b);
  const at = (share: number): number => notes[Math.round(share * (notes.length - 1))];
  return { low: at(0.05), high: at(0.95) };
}
