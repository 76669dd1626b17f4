import type { Note } from '../../../src/domain/music/score.js';
import type { SungScore, WordedPart } from '../../../src/domain/music/sungScore.js';

/** Of a quarter. */
export const tick = 960;

/** Times in quarters. */
export const note = (at: number, pitch: number, duration = 1): Note => ({
  ...{ kind: 'note', at: at * tick, duration: duration * tick, pitch, velocity: 80 },
});

export const part = (words: number, ...events: readonly Note[]): WordedPart => ({
  name: '',
  channel: 0,
  words,
  events,
});

/** A note in each quarter. */
export const line = (pitch: number, from = 0, to = 64): readonly Note[] =>
  Array.from({ length: to - from }, (_, i) => note(from + i, pitch));

/** Sixteen bars of four. */
export const score = (parts: readonly WordedPart[], more: Partial<SungScore> = {}): SungScore => ({
  ...{ ticksPerBeat: tick, parts, tempi: [], meters: [], chords: [], end: 64 * tick },
  keys: [{ at: 0, fifths: 2 }],
  bars: Array.from({ length: 16 }, (_, bar) => bar * 4 * tick),
  ...more,
});

export const singing = part(60, ...line(67));
