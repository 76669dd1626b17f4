import type { Bpm } from '../../domain/units.js';

/** Bars of the unit of comparison: 16, but 8 under 64 bpm and 24 over 153, so that it lasts 25–60 s (method §2). */
export function unitBars(bpm: Bpm): 8 | 16 | 24 {
  if (bpm < 64) return 8;
  return bpm > 153 ? 24 : 16;
}
