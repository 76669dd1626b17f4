import type { ConsumedRecord } from '../../../../src/ports/log.js';
import { text } from './text.js';

/** The values of what was consumed, as text. */
export const values = (consumed: readonly ConsumedRecord[]): (string | null)[] =>
  consumed.map((each) => text(each.record.value));
