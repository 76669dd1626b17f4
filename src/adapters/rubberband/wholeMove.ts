import type { TimeMap } from '../../domain/music/timeMap.js';
import type { Frames, Hertz } from '../../domain/units.js';

/** The input frame at output frame 0 where the map, to half a frame, only moves the input; undefined where it stretches. */
export function wholeMove(map: TimeMap, rate: Hertz): Frames | undefined {
  const moves = map.map(([source, target]) => (source - target) * rate);
  const first = moves[0];
  return moves.every((move) => Math.abs(move - first) < 0.5) ? Math.round(first) : undefined;
}
