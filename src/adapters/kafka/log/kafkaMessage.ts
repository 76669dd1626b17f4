import type { IHeaders, KafkaMessage, Message } from 'kafkajs';
import type { LogRecord, NewRecord, RawHeader } from '../../../ports/log.js';
import { keyText } from '../../shared/keyText.js';

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** What is sent for a record. kafkajs cannot write a header without a value: it gets an empty one. */
export const messageOf = ({ key, value, headers = {}, rawKey, rawHeaders }: NewRecord): Message => ({
  key: rawKey === undefined ? Buffer.from(key) : rawKey && bufferOf(rawKey),
  value: value && bufferOf(value),
  headers: rawHeaders ? grouped(rawHeaders) : { ...headers },
});

export interface Place {
  readonly topic: string;
  readonly partition: number;
}

/** A message of Kafka as a record of the topic that we know it by. */
export function recordOf({ topic, partition }: Place, message: KafkaMessage): LogRecord {
  const { key, value, offset, timestamp } = message;
  return {
    ...{ topic, partition, offset: Number(offset), timestamp: Number(timestamp) },
    ...keyOf(key),
    value: value && new Uint8Array(value),
    ...headersOf(message.headers ?? {}),
  };
}

const bufferOf = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

function grouped(raw: readonly RawHeader[]): IHeaders {
  const groups = new Map<string, Buffer[]>();
  for (const [name, value] of raw) {
    const group = groups.get(name) ?? [];
    groups.set(name, [...group, bufferOf(value ?? new Uint8Array(0))]);
  }
  return Object.fromEntries(groups);
}

function keyOf(key: Buffer | null): Pick<LogRecord, 'key' | 'rawKey'> {
  const text = key === null ? undefined : textOf(key);
  if (text !== undefined && !text.includes('\0')) return { key: text };
  const rawKey = key === null ? null : new Uint8Array(key);
  return { key: keyText(rawKey), rawKey };
}

/** A header named like a method of objects (`toString`) comes with that method before its values. */
const isValue = (value: unknown): value is Buffer | null => value === null || Buffer.isBuffer(value);

function headersOf(headers: IHeaders): Pick<LogRecord, 'headers' | 'rawHeaders'> {
  const raw = Object.entries(headers).flatMap(([name, values]) =>
    Array.from<unknown>([values].flat())
      .filter(isValue)
      .map((value): RawHeader => [name, value === null ? null : new Uint8Array(value)]),
  );
  const texts = raw.map(([name, value]) => [name, value === null ? undefined : textOf(value)] as const);
  const readable = Object.fromEntries(texts.filter(([, text]) => text !== undefined)) as LogRecord['headers']; // filtered just now
  const whole = texts.every(([, text]) => text !== undefined) && Object.keys(readable).length === raw.length;
  return whole ? { headers: readable } : { headers: readable, rawHeaders: raw };
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}
