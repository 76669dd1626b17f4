/**
 * Text from files and tags on one line, without control characters: a title must not move the cursor, colour the terminal or
 * turn the writing round.
 */
export const printable = (text: string): string =>
  text
    .replace(/\s+/gu, ' ')
    // Control characters, and those that override the direction of writing; the joiner of emoji stays.
    .replace(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu, '\uFFFD')
    .trim();
