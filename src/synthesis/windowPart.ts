import type { Note, ScorePart, Ticks } from '../domain/music/score.js';

/** What one part plays within a window, counted from its beginning. */
export interface WindowPart {
  readonly part: ScorePart;
  readonly notes: readonly Note[];
}

/** How a window is measured. */
export interface Bars {
  readonly bars: number;
  readonly bar: Ticks;
}

/** Share of the bars in which each role is to sound. */
export const leastSounding = 0.75;

/** Share of the bars in which any of the notes sounds. */
export function soundingShare(notes: readonly Note[], { bars, bar }: Bars): number {
  const sounds = new Set<number>();
  for (const { at, duration } of notes)
    for (let n = Math.floor(at / bar); n * bar < at + duration && n < bars; n += 1) sounds.add(n);
  return sounds.size / bars;
}
