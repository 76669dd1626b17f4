import { print, printError } from './text/print.js';

/** Says something beside the results: a line on stderr, or, for programs, a line of type `note` on stdout. */
export function note(text: string, json: boolean): void {
  if (json) print(`${JSON.stringify({ type: 'note', text })}\n`);
  else printError(`${text}\n`);
}
