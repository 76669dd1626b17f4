/**
 * `text` in at most `most` characters: its beginning, an ellipsis, and the last `end` characters (default: none), so that what stands at the end of a
 * message is not lost. No character is cut in half.
 */
export function shortText(text: string, most: number, end = 0): string {
  if (text.length <= most) return text;
  const head = text.slice(0, most - end - 1).replace(/[\uD800-\uDBFF]$/, '');
  const tail = end > 0 ? text.slice(-end).replace(/^[\uDC00-\uDFFF]/, '') : '';
  return `${head}…${tail}`;
}

/**
 * The message of an error in 2,000 characters: it goes into headers, logs and terminals, and may quote what strangers wrote. Its end stays: there it
 * says what to do.
 */
export const shortMessage = (message: string): string => shortText(message, 2000, 500);
