import type { Seconds } from '../../domain/units.js';

/** Beats of a song, and those that open its bars. */
export interface KnownBeats {
  readonly beats: readonly Seconds[];
  readonly downbeats: readonly Seconds[];
  /** Beats of most bars, where they are 3, 4 or 6. */
  readonly meter?: number;
}

/**
 * Reads a file of the Harmonix Set's `beats_and_downbeats` (Nieto et al., ISMIR 2019): a line each beat, with its time in seconds, its place in the bar from 1 on, and the
 * number of the bar. Undefined where a line is something else.
 */
export function harmonixBeats(text: string): KnownBeats | undefined {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const read = lines.map((line) => line.trim().split(/\s+/).map(Number));
  if (read.length < 2 || read.some(([time, place]) => !(time >= 0) || !(place >= 1))) return undefined;
  const downbeats = read.flatMap(([time, place]) => (place === 1 ? [time] : []));
  const lengths = new Map<number, number>();
  for (const [i, [, place]] of read.entries())
    if (i + 1 < read.length && read[i + 1][1] === 1) lengths.set(place, (lengths.get(place) ?? 0) + 1);
  const meter = [3, 4, 6].find((beats) => 2 * (lengths.get(beats) ?? 0) > downbeats.length - 1);
  return { beats: read.map(([time]) => time), downbeats, ...(meter !== undefined && { meter }) };
}
