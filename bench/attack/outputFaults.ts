import { faults, type Fault } from './fault.js';
import type { Ended } from './startProgram.js';

/** Control characters other than those that lines are made of, and what turns the direction of writing. */
// eslint-disable-next-line no-control-regex -- that is what is looked for
const steering = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

/** What a terminal could be steered by, in what a person is shown. */
export function steeringFaults({ stdout, stderr }: Ended): readonly Fault[] {
  const lines = [stdout, stderr].flatMap((text) => text.split('\n')).filter((line) => steering.test(line));
  return faults(
    'unbounded',
    lines.slice(0, 3).map((line) => `printed control characters: ${JSON.stringify(line.slice(0, 300))}`),
  );
}

/** With --json, stdout must be lines of JSON, the last of them of type `end`. */
export function jsonFaults({ stdout }: Ended): readonly Fault[] {
  const lines = stdout.split('\n').slice(0, -1);
  const other = lines.filter((line) => !isObject(line));
  const last = lines.at(-1) ?? '';
  return faults('crash', [
    ...other.slice(0, 3).map((line) => `stdout holds what is no JSON: ${line.slice(0, 200)}`),
    ...(last.startsWith('{"type":"end"') ? [] : [`stdout does not end with an end: ${last.slice(0, 200)}`]),
  ]);
}

function isObject(line: string): boolean {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null;
  } catch {
    return false;
  }
}

/** More bytes than allowed. */
export const sizeFaults = (what: string, bytes: number, most: number): readonly Fault[] =>
  bytes <= most
    ? []
    : faults('unbounded', [`${what}: ${bytes} bytes, more than the ${Math.round(most)} that are fair`]);
