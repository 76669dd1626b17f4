/** What no text may hold that people read: control characters, line and paragraph separators, overrides of the direction of writing, half characters. */
const hidden = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u202A-\u202E\u2066-\u2069]/gu;

/** Line ends and tabs of our own lines stay. */
const hiddenInLines = new RegExp(`(?![\\n\\t])${hidden.source}`, 'gu');

/** Lines for people, in which nothing can move the cursor, colour the terminal or turn the writing round: such characters become U+FFFD. */
export const visible = (lines: string): string => lines.replace(hiddenInLines, '\uFFFD');

/** The same lines with such characters as JSON writes them, `\\u001b`: JSON that holds them stays the same value. */
export const escaped = (lines: string): string =>
  lines.replace(hiddenInLines, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** Does the text hold what people cannot see? */
export const hasHidden = (text: string): boolean => text.search(hidden) >= 0;

/** The text with a space where it held what people cannot see. */
export const withoutHidden = (text: string): string => text.replace(hidden, ' ');
