import { stemNames } from '../../domain/role.js';
import { shownUri } from '../../domain/source/shownUri.js';
import type { LogRecord } from '../../ports/log.js';
import { printable } from '../text/printable.js';
import { timeText, type NamedLetter } from './letterText.js';

/** Characters of a value that are shown unless all of them are asked for. */
const shownLength = 4000;
const decoder = new TextDecoder('utf-8', { fatal: true });
const addresses = new Set<string>(['uri', ...stemNames]);

/** What a value is, as far as can be told. */
export type ShownValue =
  | { readonly kind: 'tombstone' }
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'bytes'; readonly base64: string };

/** A value as JSON where it is some, without what addresses hold of secrets, else as text, else as base64. */
export function shownValueOf(bytes: Uint8Array | null): ShownValue {
  if (bytes === null) return { kind: 'tombstone' };
  const text = textOf(bytes);
  if (text === undefined) return { kind: 'bytes', base64: Buffer.from(bytes).toString('base64') };
  try {
    const hide = (name: string, value: unknown): unknown =>
      typeof value === 'string' && addresses.has(name) ? shownUri(value) : value;
    return { kind: 'json', value: JSON.parse(text, hide) };
  } catch {
    return { kind: 'text', text };
  }
}

/** All headers by name, those that are no text as base64. */
export const shownHeaders = ({ headers, rawHeaders }: LogRecord): readonly (readonly [string, string])[] =>
  rawHeaders
    ? rawHeaders.map(
        ([name, value]) => [name, value === null ? '' : (textOf(value) ?? base64Text(value))] as const,
      )
    : Object.entries(headers);

/** A dead letter in full, a value that is long cut unless `whole`. */
export function shownLetter(letter: NamedLetter, record: LogRecord, whole: boolean): string {
  const { rawKey } = record;
  const key = rawKey === null ? '(none)' : rawKey ? base64Text(rawKey) : letter.key;
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['place', letter.place],
    ['letter', letter.letter],
    ['written', timeText(letter.at)],
    ['key', key],
    ['name', letter.name],
  ];
  const lines = facts.flatMap(([what, text]) =>
    text === undefined ? [] : [`${what.padEnd(9)}${printable(text)}`],
  );
  const headers = shownHeaders(record).map(([name, text]) => `  ${printable(name)}: ${printable(text)}`);
  return `${[...lines, 'headers', ...headers, ...valueLines(record.value, whole)].join('\n')}\n`;
}

function valueLines(bytes: Uint8Array | null, whole: boolean): readonly string[] {
  const shown = shownValueOf(bytes);
  if (shown.kind === 'tombstone') return ['value    (none: a tombstone)'];
  const text =
    shown.kind === 'json' ? jsonText(shown.value) : shown.kind === 'text' ? shown.text : shown.base64;
  const kind = { json: 'JSON', text: 'text, no JSON', bytes: 'no text, as base64' }[shown.kind];
  const left = text.length - shownLength;
  const cut = !whole && left > 0;
  return [
    `value    ${bytes?.length ?? 0} bytes, ${kind}`,
    cut ? text.slice(0, shownLength) : text,
    ...(cut ? [`… ${left} characters more: --whole`] : []),
  ];
}

/** What is nested too deeply cannot be written. */
function jsonText(value: unknown): string {
  try {
    return JSON.stringify(value, null, 2);
  } catch {
    return '(nested too deeply to show)';
  }
}

const base64Text = (bytes: Uint8Array): string => `base64 ${Buffer.from(bytes).toString('base64')}`;

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}
