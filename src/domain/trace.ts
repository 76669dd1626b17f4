import { createHash } from 'node:crypto';
import type { Milliseconds } from './units.js';

/** What links all work that came of one message. It travels in the headers of records. */
export interface Trace {
  /** 32 hexadecimal digits. */
  readonly id: string;
  /** As in the header of W3C Trace Context. */
  readonly traceparent: string;
  /** When the track's message came from which the work derives; undefined where it derives from none. */
  readonly origin?: Milliseconds;
}

/** Of a record, as much as its trace depends on. */
export interface Traced {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly key: string;
  readonly timestamp: Milliseconds;
  readonly headers: Readonly<Record<string, string>>;
}

const form = /^[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;

/**
 * The trace that a record's headers name. Where they name none, one is made of the record's place: a record that comes again goes on in the
 * same trace. A track's message is an origin itself, whatever its headers say.
 */
export function traceOf(record: Traced): Trace {
  const given = record.headers['traceparent'] ?? '';
  const known = form.exec(given)?.at(1);
  const { id, traceparent } = known === undefined ? newTrace(record) : { id: known, traceparent: given };
  const origin = record.topic === 'tracks' ? record.timestamp : Number(record.headers['origin'] ?? NaN);
  return { id, traceparent, ...(Number.isFinite(origin) && { origin }) };
}

/** The headers by which what is written goes on in a trace. */
export const headersOf = ({ traceparent, origin }: Trace): Readonly<Record<string, string>> => ({
  traceparent,
  ...(origin !== undefined && { origin: String(origin) }),
});

function newTrace({ topic, partition, offset, key, timestamp }: Traced): Omit<Trace, 'origin'> {
  const place = JSON.stringify([topic, partition, offset, key, timestamp]);
  const digits = createHash('sha256').update(place).digest('hex');
  const id = digits.slice(0, 32);
  return { id, traceparent: `00-${id}-${digits.slice(32, 48)}-01` };
}
