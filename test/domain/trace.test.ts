import { expect, it } from 'vitest';
import { headersOf, traceOf, type Traced } from '../../src/domain/trace.js';

const record: Traced = { topic: 'works', partition: 1, offset: 7, key: 'a', timestamp: 5000, headers: {} };
const id = '0af7651916cd43dd8448eb211c80319c';
const traceparent = `00-${id}-b7ad6b7169203331-00`;

it('goes on where the headers name one, with its origin', () => {
  const trace = traceOf({ ...record, headers: { traceparent, origin: '4000', other: 'x' } });
  expect(trace).toEqual({ id, traceparent, origin: 4000 });
  expect(headersOf(trace)).toEqual({ traceparent, origin: '4000' });
  expect(traceOf({ ...record, headers: headersOf(trace) })).toEqual(trace);
});

it('is made of the place of a record that names none: the same when it comes again, another elsewhere', () => {
  const made = traceOf(record);
  expect(made.traceparent).toMatch(new RegExp(`^00-${made.id}-[0-9a-f]{16}-01$`));
  expect(made.id).toMatch(/^[0-9a-f]{32}$/);
  expect(made.origin).toBeUndefined();
  expect(headersOf(made)).toEqual({ traceparent: made.traceparent });
  expect(traceOf({ ...record })).toEqual(made);
  for (const change of [{ topic: 'clips' }, { partition: 2 }, { offset: 8 }, { key: 'b' }, { timestamp: 1 }])
    expect(traceOf({ ...record, ...change }).id).not.toBe(made.id);
});

it.each([
  'nonsense',
  traceparent.toUpperCase(),
  `00-${'0'.repeat(32)}-b7ad6b7169203331-01`,
  `00-${id}-${'0'.repeat(16)}-01`,
  `${traceparent}-more`,
])('is made anew where the header is none: %s', (wrong) => {
  expect(traceOf({ ...record, headers: { traceparent: wrong } })).toEqual(traceOf(record));
});

it('a message of a track is an origin itself, whatever its headers say', () => {
  expect(traceOf({ ...record, topic: 'tracks', headers: { origin: '1' } }).origin).toBe(5000);
  expect(traceOf({ ...record, headers: { origin: 'soon' } }).origin).toBeUndefined();
});
