import stringWidth from 'string-width';
import { fitText } from './fitText.js';

/** `text` in exactly `width` columns of a terminal, cut off or filled with spaces on the right. */
export function padText(text: string, width: number): string {
  const fitted = fitText(text, width);
  return fitted + ' '.repeat(width - stringWidth(fitted));
}
