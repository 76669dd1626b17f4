import { parseKey } from '../../domain/music/parseKey.js';
import type { Truth } from './truth.js';

/** Names of columns, as they are found, without spaces and signs. */
const meanings: Readonly<Record<string, string>> = {
  ...{ file: 'file', filename: 'file', path: 'file', name: 'file', track: 'file', id: 'file' },
  ...{ title: 'title', song: 'title', artist: 'artist', licence: 'licence', license: 'licence' },
  ...{ bpm: 'bpm', tempo: 'bpm', key: 'key', meter: 'meter', timesignature: 'meter' },
  ...{ firstdownbeat: 'firstDownbeat', downbeat: 'firstDownbeat', beats: 'beats', downbeats: 'downbeats' },
  ...{ composition: 'composition', split: 'split', exclude: 'exclude' },
};
const numbers = new Set(['bpm', 'firstDownbeat']);
const ofSong = new Set(['composition', 'split']);

const meaningOf = (column: string): string | undefined =>
  meanings[column.toLowerCase().replace(/[^a-z]/g, '')];

/** Columns that mean nothing here. */
export const unknownColumns = (rows: readonly Readonly<Record<string, unknown>>[]): readonly string[] => [
  ...new Set(rows.flatMap((row) => Object.keys(row).filter((column) => meaningOf(column) === undefined))),
];

/** What a row of a table tells; undefined where it names no file. Empty fields are left out. */
export function tableTruth(row: Readonly<Record<string, unknown>>): Truth | undefined {
  const fields = new Map<string, unknown>();
  for (const [column, value] of Object.entries(row)) {
    const meaning = meaningOf(column);
    if (meaning === undefined || value === '' || value === null || fields.has(meaning)) continue;
    fields.set(meaning, valueOf(meaning, value));
  }
  const file = fields.get('file');
  if (typeof file !== 'string') return undefined;
  fields.delete('file');
  const part = (song: boolean): Readonly<Record<string, unknown>> =>
    Object.fromEntries(
      [...fields].filter(([field, value]) => ofSong.has(field) === song && value !== undefined),
    );
  return { file, mash: part(false), song: part(true) };
}

/** As it is meant; what is of no use stays as it is written, and is told with its song. */
function valueOf(meaning: string, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  if (numbers.has(meaning)) return Number.isNaN(Number(value)) ? value : Number(value);
  if (meaning === 'meter') return Number(/^\d+/.exec(value)?.[0] ?? value);
  if (meaning === 'exclude') return value.split(/[\s;]+/);
  // "C# min" and the like, where "C#m" is understood.
  if (meaning === 'key') return parseKey(value) ? value : value.replace(/\s*(maj|min)\b\.?/i, ' $1or').trim();
  return value;
}
