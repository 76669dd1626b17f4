/** Says something beside the results: a line on stderr, or, for programs, a line of type `note` on stdout. */
export function note(text: string, json: boolean): void {
  if (json) process.stdout.write(`${JSON.stringify({ type: 'note', text })}\n`);
  else process.stderr.write(`${text}\n`);
}
