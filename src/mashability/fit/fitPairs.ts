import type { Semitones } from '../../domain/units.js';
import { chromaDot } from '../features/chromaDot.js';
import type { PlacedStem } from '../features/placedStem.js';
import { fitStem } from './fitStem.js';

/** How two stems lie on each other: the beats that both have, each from its own place. */
interface Together {
  readonly beats: number;
  readonly shift: Semitones;
}

const together = (a: PlacedStem, b: PlacedStem): Together => ({
  beats: Math.max(0, Math.min(a.stem.beats - a.from, b.stem.beats - b.from)),
  shift: b.shift - a.shift,
});

/**
 * How well two parts agree in harmony, −1 … 1: mean over beats of the products of their mean-removed chroma, the second at its shift (method
 * §7). Two parts that have nothing to do with each other come to 0, whatever either of them is.
 */
export function harmonicFit(a: PlacedStem, b: PlacedStem): number {
  const { beats, shift } = together(a, b);
  if (beats === 0) return 0;
  const overlay = { beats, shift, baseFrom: a.from, candidateFrom: b.from };
  return chromaDot(fitStem(a.stem).chroma, fitStem(b.stem).chroma, overlay) / beats;
}

/** How well the strokes of two parts fall together, −1 … 1: the same of their onsets. */
export function onsetFit(a: PlacedStem, b: PlacedStem): number {
  const { beats } = together(a, b);
  if (beats === 0) return 0;
  const [first, second] = [fitStem(a.stem).onsets, fitStem(b.stem).onsets];
  let sum = 0;
  for (let i = 0; i < beats * 12; i += 1) sum += first[a.from * 12 + i] * second[b.from * 12 + i];
  return (4 * sum) / beats;
}
