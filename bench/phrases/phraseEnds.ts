import type { BenchRow } from '../benchRow.js';

/** Whether a note of a voice is held (heldNote) over each bar line of its unit, and where what is heard of it begins and ends, once it is rendered. */
export interface PhraseEnds {
  readonly name: string;
  readonly lines: readonly boolean[];
  readonly heard?: readonly [start: boolean, end: boolean];
}

const share = (flags: readonly boolean[]): number =>
  (100 * flags.filter(Boolean).length) / Math.max(1, flags.length);

/** The figures of some voices. */
export function phraseFigures(all: readonly PhraseEnds[]): readonly BenchRow[] {
  const none = (...held: readonly boolean[]): boolean => held.every((flag) => !flag);
  const heard = all.flatMap((each) => (each.heard ? none(...each.heard) : []));
  const row = (name: string, flags: readonly boolean[]): BenchRow => ({
    name,
    value: share(flags),
    unit: '%',
  });
  return [
    { name: 'voices', value: all.length, unit: '' },
    row(
      'no note is held over the first nor the last bar line',
      all.map(({ lines }) => none(lines[0], lines[lines.length - 1])),
    ),
    ...(heard.length > 0 ? [row('no note is cut where the voice comes in and goes out', heard)] : []),
    row(
      'bar lines over which no note is held, all',
      all.flatMap(({ lines }) => lines.map((flag) => !flag)),
    ),
  ];
}
