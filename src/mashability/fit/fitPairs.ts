import type { Semitones } from '../../domain/units.js';
import type { PlacedStem } from '../features/placedStem.js';
import { fitStem } from './fitStem.js';
import { productsOf } from './pitchSpectrum.js';

/** The beats that both have, each from its own place. */
const beatsOfBoth = (a: PlacedStem, b: PlacedStem): number =>
  Math.max(0, Math.min(a.stem.beats - a.from, b.stem.beats - b.from));

/**
 * How well two parts agree in harmony, −1 … 1: the cosine of their chromas over all beats, each compressed and without its mean in a beat, the
 * second at its shift. Beats with clear notes count for more than those that are thin or blurred (method §7 gives all beats the same length: as
 * good on rendered music, and worse at finding the shift of real voices). Two parts that have nothing to do with each other come to 0,
 * whatever either of them is.
 */
export const harmonicFit = (a: PlacedStem, b: PlacedStem): number => harmonicFits(a, b)(b.shift - a.shift);

/** The same at any further shift of the second: the beats are gone through once. */
export function harmonicFits(a: PlacedStem, b: PlacedStem): (apart: Semitones) => number {
  const beats = beatsOfBoth(a, b);
  const [first, second] = [fitStem(a.stem), fitStem(b.stem)];
  const energy = first.energy(a.from, beats) * second.energy(b.from, beats);
  if (energy <= 0) return () => 0;
  const overlay = { beats, fromA: a.from, fromB: b.from };
  const products = productsOf(first.pitches, second.pitches, overlay);
  const scale = 1 / Math.sqrt(energy);
  return (apart) => scale * products(apart);
}

/** How well the strokes of two parts fall together, −1 … 1: the same of their onsets. */
export function onsetFit(a: PlacedStem, b: PlacedStem): number {
  const beats = beatsOfBoth(a, b);
  if (beats === 0) return 0;
  const [first, second] = [fitStem(a.stem).onsets, fitStem(b.stem).onsets];
  const end = (a.from + beats) * 12;
  let sum = 0;
  for (let i = a.from * 12, j = b.from * 12; i < end; i += 1, j += 1) sum += first[i] * second[j];
  return (4 * sum) / beats;
}

/** What parts repeat. */
type Repeated = 'strokes' | 'notes';

/**
 * How well two parts repeat themselves at the same places, −1 … 1: where one plays again what it played, so does the other of the same song. By their strokes
 * or by their notes; no shift changes it.
 */
export function repetitionFit(a: PlacedStem, b: PlacedStem, by: Repeated): number {
  return repetitionFits(a, b)(by);
}

/** The same, first by one and then by the other. */
export function repetitionFits(a: PlacedStem, b: PlacedStem): (by: Repeated) => number {
  const beats = beatsOfBoth(a, b);
  const first = fitStem(a.stem).likeness(a.from, beats);
  const second = fitStem(b.stem).likeness(b.from, beats);
  const half = first.length / 2;
  return (by) =>
    by === 'strokes' ? product(first, second, 0, half) : product(first, second, half, 2 * half);
}

function product(a: Float32Array, b: Float32Array, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i += 1) sum += a[i] * b[i];
  return sum;
}
