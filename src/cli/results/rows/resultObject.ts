import { camelot } from '../../../domain/music/camelot.js';
import { keyName } from '../../../domain/music/key.js';
import type { ResultRow } from './resultRow.js';

/** A row for programs: numbers as they are, the key by its names. */
export const resultObject = ({ key, ...row }: ResultRow): Readonly<Record<string, unknown>> => ({
  ...row,
  // Names are whole here.
  titles: undefined,
  key: { name: keyName(key), camelot: camelot(key) },
});
