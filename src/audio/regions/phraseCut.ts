import type { Stretch } from '../../domain/music/stretch.js';
import type { Seconds } from '../../domain/units.js';

/** A stretch that begins or ends so near to a bar line is not cut by it: consonants come before the beat, and notes decay. */
const near: Seconds = 0.15;

/**
 * How much of a sung phrase a bar line cuts off, 0 … 1: what lies on the shorter side of the line, in bars; 1 from a whole bar on. 0 where
 * the voice rests at the line, or begins or ends there. `stretches`: where the voice sings (sungStretches).
 */
export function phraseCut(stretches: readonly Stretch[], line: Seconds, bar: Seconds): number {
  const cut = stretches.find(([from, to]) => from < line - near && to > line + near);
  return cut ? Math.min(1, (line - cut[0]) / bar, (cut[1] - line) / bar) : 0;
}
