import { visible } from '../../domain/text/visible.js';

/**
 * Text from files and tags on one line, without control characters: a title must not move the cursor, colour the terminal or
 * turn the writing round.
 */
export const printable = (text: string): string => visible(text.replace(/\s+/gu, ' ')).trim();
