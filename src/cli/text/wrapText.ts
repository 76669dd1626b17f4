import stringWidth from 'string-width';
import { fitText } from './fitText.js';

/** `text` in lines of at most `width` columns of a terminal, broken between words; a word that is wider is cut off. */
export function wrapText(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const longer = lines.length === 0 ? word : `${lines[lines.length - 1]} ${word}`;
    if (lines.length > 0 && stringWidth(longer) <= width) lines[lines.length - 1] = longer;
    else lines.push(fitText(word, width));
  }
  return lines;
}
