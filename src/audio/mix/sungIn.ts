import type { Stretch } from '../../domain/music/stretch.js';
import { timeMapAt } from './timeMapAt.js';
import type { Placement } from './timeMapOf.js';

/** Stretches of a source as they lie in the output, those outside it left out. */
export function sungIn(stretches: readonly Stretch[], { timeMap, duration }: Placement): readonly Stretch[] {
  const at = timeMapAt(timeMap);
  return stretches
    .map(([from, to]): Stretch => [Math.max(0, at.targetOf(from)), Math.min(duration, at.targetOf(to))])
    .filter(([from, to]) => to > from);
}
