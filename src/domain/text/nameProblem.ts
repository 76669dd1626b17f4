import { hasHidden } from './visible.js';

/** A publisher's id: percent-encoded paths of names that are not Latin are long. */
export const longestId = 2000;
/** The address of a file. */
export const longestUri = 4096;

/** What is wrong with an id or address of at most `longest` characters, in words that follow its name; undefined: nothing. */
export function nameProblem(name: string, longest: number): string | undefined {
  if (name === '') return 'must not be empty';
  if (name.length > longest) return `must have at most ${longest} characters, and has ${name.length}`;
  if (hasHidden(name))
    return 'must not hold characters that nobody sees (control characters, changes of the writing direction, halves of characters)';
  return undefined;
}
