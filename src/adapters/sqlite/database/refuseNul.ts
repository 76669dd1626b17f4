import { PipelineError } from '../../../errors.js';

/** Returns the text; `bad-message` where it holds a NUL, at which libsql would cut it when reading it back. */
export function refuseNul(text: string): string {
  if (!text.includes('\0')) return text;
  const shown = JSON.stringify(text.slice(0, 100));
  throw new PipelineError(
    'bad-message',
    `A text with a NUL character cannot be stored: ${shown}. Remove the character.`,
  );
}
