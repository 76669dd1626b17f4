import type { Note, Score, ScoreEvent, ScorePart } from '../../src/domain/music/score.js';

export const ticksPerBeat = 96;
const bar = 4 * ticksPerBeat;

export const note = (at: number, pitch: number, duration = ticksPerBeat): Note => ({
  ...{ kind: 'note', at, duration, pitch, velocity: 90 },
});

export const part = (
  name: string,
  channel: number,
  notes: readonly Note[],
  ...more: readonly ScoreEvent[]
): ScorePart => ({ name, channel, events: [...more, ...notes].toSorted((a, b) => a.at - b.at) });

const bars = <T>(count: number, make: (bar: number, at: number) => readonly T[]): readonly T[] =>
  Array.from({ length: count }, (_, n) => make(n, n * bar)).flat();

/** A tune that does not repeat a bar before the eighth. */
const tune = (n: number): readonly number[] => [72 + (n % 7), 76, 74 + (n % 8), 79 - (n % 3)];
export const lead = (count: number, channel = 0): ScorePart =>
  part(
    'tune',
    channel,
    bars(count, (n, at) => tune(n).map((pitch, beat) => note(at + beat * ticksPerBeat, pitch))),
    { kind: 'program', at: 0, program: 73 },
  );
export const chords = (count: number, channel = 1): ScorePart =>
  part(
    'chords',
    channel,
    bars(count, (n, at) => [48, 52, 55].map((pitch) => note(at, pitch + (n % 2) * 5, bar))),
    { kind: 'program', at: 0, program: 0 },
  );
export const bass = (count: number, channel = 2): ScorePart =>
  part(
    'low',
    channel,
    bars(count, (n, at) => [note(at, 36 + (n % 2) * 5, bar)]),
    {
      kind: 'program',
      at: 0,
      program: 33,
    },
  );
export const drums = (count: number): ScorePart =>
  part(
    'kit',
    9,
    bars(count, (_, at) => [0, 1, 2, 3].map((beat) => note(at + beat * ticksPerBeat, 36, 24))),
  );

export const scoreOf = (parts: readonly ScorePart[], count: number, more: Partial<Score> = {}): Score => ({
  ...{ ticksPerBeat, parts, tempi: [{ at: 0, bpm: 120 }], meters: [], end: count * bar },
  ...more,
});

export const whole = (count: number): Score =>
  scoreOf([lead(count), chords(count), bass(count), drums(count)], count);
