import type { ValueOf, ValueTopic } from './topics.js';

const encoder = new TextEncoder();

/** The bytes of a value in a record of its topic: JSON in UTF-8, as readRecord reads it. */
export const recordValue = <T extends ValueTopic>(_topic: T, value: ValueOf<T>): Uint8Array =>
  encoder.encode(JSON.stringify(value));
