import type { TimeMap } from '../../domain/music/timeMap.js';
import type { Ratio, Seconds } from '../../domain/units.js';

type Column = 0 | 1;

export interface TimeMapAt {
  /** When the source time is heard. */
  targetOf(source: Seconds): Seconds;
  /** What is heard at the target time. */
  sourceOf(target: Seconds): Seconds;
  /** Target seconds a source second at the target time (the stretch: above 1 is slower). */
  rateAt(target: Seconds): Ratio;
}

/** Index of the interval (1 … points − 1) that holds `value` in the column, or the nearest one. */
function intervalAt(map: TimeMap, column: Column, value: number): number {
  let i = 1;
  while (i < map.length - 1 && map[i][column] <= value) i++;
  return i;
}

const rateOf = (map: TimeMap, i: number): Ratio =>
  map.length < 2 ? 1 : (map[i][1] - map[i - 1][1]) / (map[i][0] - map[i - 1][0]);

/** Reads a time map of one point or more, ascending in both columns, in both directions; straight on outside its points. */
export function timeMapAt(map: TimeMap): TimeMapAt {
  const at = (column: Column, value: number): [number, number] => {
    const i = intervalAt(map, column, value);
    return [i - 1, rateOf(map, i)];
  };
  return {
    targetOf(source) {
      const [i, rate] = at(0, source);
      return map[i][1] + (source - map[i][0]) * rate;
    },
    sourceOf(target) {
      const [i, rate] = at(1, target);
      return map[i][0] + (target - map[i][1]) / rate;
    },
    rateAt: (target) => at(1, target)[1],
  };
}
