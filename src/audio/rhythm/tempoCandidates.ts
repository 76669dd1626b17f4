import type { Bpm } from '../../domain/units.js';
import type { Tempogram } from './tempogram.js';

/** Beat tempi that are looked at. */
export const tempoRange = { slowest: 55, fastest: 215 } as const;

/** Tempo ratios between a pulse that repeats and a beat that it may be mistaken for. */
const ratios = [1, 2, 1 / 2, 3 / 2, 2 / 3, 4 / 3, 3 / 4, 5 / 4, 4 / 5] as const;

/**
 * Tempi worth following: peaks of the tempogram summed over the beat and its halves, thirds and quarters, and their
 * simple ratios; no two within 1.5 %.
 */
export function tempoCandidates(tempogram: Tempogram, most: number): Bpm[] {
  const strength = (bpm: Bpm): number => {
    const f = bpm / 60;
    return tempogram.at(f) + tempogram.at(2 * f) + tempogram.at(4 * f) + 0.5 * tempogram.at(3 * f);
  };
  const { slowest, fastest } = tempoRange;
  const scan = Array.from({ length: Math.ceil(Math.log(fastest / slowest) / 0.004) + 1 }, (_, i) => {
    const bpm = Math.min(fastest, slowest * Math.exp(0.004 * i));
    return { bpm, value: strength(bpm) };
  });
  const peaks = scan
    .filter(({ value }, i) => value > (scan[i - 1]?.value ?? -1) && value >= (scan[i + 1]?.value ?? -1))
    .sort((a, b) => b.value - a.value)
    .slice(0, 6);
  const found: Bpm[] = [];
  for (const ratio of ratios) {
    for (const peak of peaks) {
      const bpm = peak.bpm * ratio;
      const known = found.some((other) => Math.abs(other / bpm - 1) < 0.015);
      if (!known && bpm >= slowest && bpm <= fastest) found.push(bpm);
    }
  }
  return found.sort((a, b) => strength(b) - strength(a)).slice(0, most);
}
