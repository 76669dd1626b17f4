/** The text of a value; null of a tombstone. */
export const text = (value: Uint8Array | null): string | null =>
  value === null ? null : new TextDecoder().decode(value);
