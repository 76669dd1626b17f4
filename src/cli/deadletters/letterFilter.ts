import { errorCodes } from '../../errors.js';
import { topics } from '../../domain/topics.js';
import { refuse } from '../refuse.js';
import { nearestWord } from '../words/nearestWord.js';
import type { Letter } from './letter.js';

/** As given by flags. */
export interface FilterFlags {
  readonly code?: string | undefined;
  readonly topic?: string | undefined;
  readonly key?: string | undefined;
  readonly since?: string | undefined;
}

export type LetterFilter = (letter: Letter) => boolean;

const spans: ReadonlyMap<string, number> = new Map([
  ['s', 1000],
  ['m', 60_000],
  ['h', 3_600_000],
  ['d', 86_400_000],
]);

/** What all of the flags let through; `now`: ms since 1970. Error `bad-config`: codes and topics that there are not, times that are none. */
export function letterFilter({ code, topic, key, since }: FilterFlags, now: number): LetterFilter {
  const from = since === undefined ? -Infinity : momentOf(since, now);
  const problems = [
    ...unknown('--code', code, errorCodes),
    ...unknown('--topic', topic, Object.keys(topics)),
    ...(Number.isNaN(from)
      ? [`--since ${JSON.stringify(since)}: a span (90m, 12h, 7d) or a time (2026-05-01T12:00Z)`]
      : []),
  ];
  if (problems.length > 0) refuse(problems);
  return (letter) =>
    (code === undefined || letter.code === code) &&
    (topic === undefined || letter.topic === topic) &&
    (key === undefined || letter.key === key || letter.by === key) &&
    letter.at >= from;
}

function momentOf(text: string, now: number): number {
  const [, count, unit] = /^(\d+(?:\.\d+)?)([smhd])$/.exec(text) ?? [];
  const span = spans.get(unit);
  return span === undefined ? Date.parse(text) : now - Number(count) * span;
}

function unknown(flag: string, given: string | undefined, known: readonly string[]): readonly string[] {
  if (given === undefined || known.includes(given)) return [];
  const meant = nearestWord(given, known);
  const hint = meant === undefined ? `there are ${known.join(', ')}` : `did you mean ${meant}?`;
  return [`${flag} ${JSON.stringify(given)}: ${hint}`];
}
