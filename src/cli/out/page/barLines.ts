import type { Seconds } from '../../../domain/units.js';
import type { Shown } from './shownSchema.js';

/** When each bar of a mashup begins, and the last one ends; from its tempo where an earlier version did not write it. */
export function barLines({ downbeats, firstDownbeat, bpm, meter, bars }: Shown): readonly Seconds[] {
  if (downbeats) return downbeats;
  if (firstDownbeat === undefined || bpm === undefined || !(bpm > 0)) return [];
  const bar = ((meter ?? 4) * 60) / bpm;
  return Array.from({ length: bars + 1 }, (_, k) => firstDownbeat + k * bar);
}
