import { PassThrough } from 'node:stream';

export interface TerminalScreen {
  /** Looks like a terminal of `columns` columns. */
  readonly stream: NodeJS.WriteStream;
  /** What a person would see: lines up to the last that is not empty. */
  lines(): string[];
}

/** Cursor movements that the progress bars use; anything else fails the test. */
// eslint-disable-next-line no-control-regex -- escape sequences begin with one
const control = /\u001b(?:\[(\d*)(?:;\d*)?([ABGJKm])|[78])/y;

/** A terminal that understands just enough to tell what is on the screen in the end. */
export function terminalScreen(columns: number): TerminalScreen {
  let written = '';
  const stream = Object.assign(new PassThrough({ decodeStrings: false }), { isTTY: true, columns });
  stream.on('data', (text: string | Buffer) => (written += String(text)));
  return {
    stream: stream as unknown as NodeJS.WriteStream, // has what the bars use of one
    lines: () => screenAfter(written + String(stream.read() ?? '')),
  };
}

function screenAfter(text: string): string[] {
  const rows: string[] = [''];
  let [row, column] = [0, 0];
  for (let at = 0; at < text.length;) {
    control.lastIndex = at;
    const found = control.exec(text);
    if (found) {
      const count = Number(found[1] || 1);
      if (found[2] === 'A') row = Math.max(0, row - count);
      if (found[2] === 'B') row += count;
      if (found[2] === 'G') column = count - 1;
      if (found[2] === 'K') rows[row] = found[1] === '2' ? '' : rows[row].slice(0, column);
      if (found[2] === 'J') rows.splice(row, Infinity, rows[row].slice(0, column));
      at += found[0].length;
      continue;
    }
    const sign = text[at++];
    if (sign === '\u001b')
      throw new Error(`unknown control sequence ${JSON.stringify(text.slice(at - 1, at + 9))}`);
    if (sign === '\n') [row, column] = [row + 1, 0];
    else rows[row] = rows[row].padEnd(column).slice(0, column) + sign + rows[row].slice(++column);
    while (rows.length <= row) rows.push('');
  }
  while (rows.at(-1) === '') rows.pop();
  return rows;
}
