import type { NewRecord } from '../../../../src/ports/log.js';
import { record } from './record.js';

/** Records of one key with the values 0, 1, 2 … */
export const numbered = (key: string, count: number): NewRecord[] =>
  Array.from({ length: count }, (_, n) => record(key, String(n)));
