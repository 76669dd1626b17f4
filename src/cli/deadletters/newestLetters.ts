import { errorCodes } from '../../errors.js';
import type { Log } from '../../ports/log.js';
import { letterOf, type Letter } from './letter.js';
import type { LetterFilter } from './letterFilter.js';

export interface FoundLetters {
  /** The newest, newest first. */
  readonly newest: readonly Letter[];
  /** How many there are of a topic and code, most first. */
  readonly counts: readonly LetterCount[];
}

export interface LetterCount {
  /** `other` where it is none of ours. */
  readonly topic: string;
  readonly code: string;
  readonly count: number;
}

const other = 'other';

/** The newest `most` dead letters that pass, and how many there are. The topic is read from its beginning; no more than that is held. */
export async function newestLetters(log: Log, passes: LetterFilter, most: number): Promise<FoundLetters> {
  const found: Letter[] = [];
  const counts = new Map<string, LetterCount>();
  const isKnown = new Set<string>(errorCodes);
  await log.readTable('dead-letters', { since: [] }).forEach((record) => {
    const letter = letterOf(record);
    if (!passes(letter)) return;
    const topic = letter.topic ?? other;
    const code = isKnown.has(letter.code) ? letter.code : other;
    const name = `${topic} ${code}`;
    counts.set(name, { topic, code, count: (counts.get(name)?.count ?? 0) + 1 });
    found.push(letter);
    if (found.length >= 2 * most) keepNewest(found, most);
  });
  keepNewest(found, most);
  return { newest: found, counts: [...counts.values()].sort((a, b) => b.count - a.count) };
}

/** Partitions are read one beside the other, so that letters come in no order of time. */
function keepNewest(letters: Letter[], most: number): void {
  letters.sort((a, b) => b.at - a.at);
  letters.splice(most);
}
