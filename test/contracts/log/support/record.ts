import type { NewRecord } from '../../../../src/ports/log.js';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A record to append, its value as text, or a tombstone. */
export const record = (key: string, value: string | null): NewRecord => ({
  key,
  value: value === null ? null : bytes(value),
});
