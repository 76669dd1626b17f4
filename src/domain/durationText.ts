import type { Seconds } from './units.js';

/** `8 s`, `2 min 05 s`, `1 h 20 min`. */
export function durationText(duration: Seconds): string {
  const seconds = Math.max(0, Math.round(duration));
  const two = (value: number): string => String(value).padStart(2, '0');
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${two(seconds % 60)} s`;
  return `${Math.floor(minutes / 60)} h ${two(minutes % 60)} min`;
}
