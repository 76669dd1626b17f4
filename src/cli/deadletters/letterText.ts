import { fitText } from '../text/fitText.js';
import { printable } from '../text/printable.js';
import type { Letter } from './letter.js';
import type { LetterCount } from './newestLetters.js';
import type { Replay } from './replayLetters.js';

export type NamedLetter = Letter & { readonly name: string | undefined };

/** `2026-05-01T12:00:03Z` */
export const timeText = (at: number): string => new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');

/** `"a key"`; of work on a sound or clip with how a person knows it. */
const keyText = ({ key, name }: NamedLetter): string =>
  printable(name === undefined ? key || '(no key)' : `${key} (${name})`);

/** Two lines: where, what, when, and why. */
export const letterLines = (letter: NamedLetter, width: number): string => {
  const { place, code, stage, at, message } = letter;
  const head = `${timeText(at)}  ${printable(place)}  ${printable(code || 'no code')} at ${printable(stage || 'unknown stage')}  ${keyText(letter)}`;
  return `${head}\n    ${fitText(printable(message), Math.max(40, width - 4))}\n`;
};

/** `3 dead letters: 2 tracks bad-message, 1 works timeout` */
export function countsText(counts: readonly LetterCount[]): string {
  const all = counts.reduce((sum, { count }) => sum + count, 0);
  const each = counts.map(({ topic, code, count }) => `${count} ${topic} ${code}`).join(', ');
  return `${all} dead letter${all === 1 ? '' : 's'}: ${each}`;
}

/** `replayed: tracks/3/17 (song-1)` */
export function replayText({ letter, outcome, reason }: Replay, dryRun: boolean): string {
  const word = dryRun && outcome === 'replayed' ? 'would be replayed' : outcome;
  const why = reason === undefined ? '' : `: ${reason}`;
  return `${word}: ${printable(`${letter.place} (${letter.key || 'no key'})${why}`)}`;
}
