import type { PlacedStem } from '../features/placedStem.js';
import type { PreparedStem } from '../features/prepareStem.js';
import { fitStem } from './fitStem.js';
import { pitchClasses, productsAtAllShifts } from './pitchSpectrum.js';

/** The beats that both have, each from its own place. */
const beatsOfBoth = (a: PlacedStem, b: PlacedStem): number =>
  Math.max(0, Math.min(a.stem.beats - a.from, b.stem.beats - b.from));

/**
 * How well two parts agree in harmony, −1 … 1: the cosine of their chromas over all beats, each compressed and without its mean in a beat, the
 * second at its shift. Beats with clear notes count for more than those that are thin or blurred (method §7 gives all beats the same length: as
 * good on rendered music, and worse at finding the shift of real voices). Two parts that have nothing to do with each other come to 0,
 * whatever either of them is.
 */
export function harmonicFit(a: PlacedStem, b: PlacedStem): number {
  const beats = beatsOfBoth(a, b);
  const energy = fitStem(a.stem).energy(a.from, beats) * fitStem(b.stem).energy(b.from, beats);
  return energy > 0 ? productsOf(a, b, beats)[pitchClasses(b.shift - a.shift)] / Math.sqrt(energy) : 0;
}

interface Products {
  readonly of: PreparedStem;
  readonly fromA: number;
  readonly fromB: number;
  readonly atAllShifts: Float64Array;
}

/** By the first stem: what was asked for last, since a search asks for the same two at shift after shift. */
const last = new WeakMap<PreparedStem, Products>();

function productsOf(a: PlacedStem, b: PlacedStem, beats: number): Float64Array {
  const old = last.get(a.stem);
  if (old?.of === b.stem && old.fromA === a.from && old.fromB === b.from) return old.atAllShifts;
  const overlay = { beats, fromA: a.from, fromB: b.from };
  const atAllShifts = productsAtAllShifts(fitStem(a.stem).pitches, fitStem(b.stem).pitches, overlay);
  last.set(a.stem, { of: b.stem, fromA: a.from, fromB: b.from, atAllShifts });
  return atAllShifts;
}

/** How well the strokes of two parts fall together, −1 … 1: the same of their onsets. */
export function onsetFit(a: PlacedStem, b: PlacedStem): number {
  const beats = beatsOfBoth(a, b);
  if (beats === 0) return 0;
  const [first, second] = [fitStem(a.stem).onsets, fitStem(b.stem).onsets];
  let sum = 0;
  for (let i = 0; i < beats * 12; i += 1) sum += first[a.from * 12 + i] * second[b.from * 12 + i];
  return (4 * sum) / beats;
}
