import { expect, it } from 'vitest';
import { PipelineError } from '../../src/errors.js';
import { createDelivery } from '../../src/operators/stream/delivery.js';
import { recordSize } from '../../src/ports/recordSize.js';
import { deadLetterOf } from '../../src/topologies/deadLetterOf.js';
import type { LogRecord, NewRecord } from '../../src/ports/log.js';
import { recordOf } from '../support/messages.js';

const letterOf = (record: LogRecord, message = 'no sound in it'): NewRecord =>
  deadLetterOf({
    kind: 'failure',
    key: record.key,
    stage: 'decode',
    error: new PipelineError('not-audio', message),
    delivery: createDelivery(record, { attempt: 2, onSettled: () => undefined }),
  });

it('is the original record, byte for byte, with what went wrong in headers', () => {
  const record = {
    ...recordOf('a', 'bytes', 5),
    headers: { theirs: 'x', 'error.code': 'older' },
    timestamp: 9,
  };
  expect(letterOf(record)).toEqual({
    key: 'a',
    value: record.value,
    headers: {
      theirs: 'x',
      origin: '9',
      traceparent: expect.stringMatching(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/) as string,
      'error.code': 'not-audio',
      'error.message': 'no sound in it',
      'error.stage': 'decode',
      'error.topic': 'tracks',
      'error.partition': '0',
      'error.offset': '5',
      'error.attempt': '2',
      'error.timestamp': '9',
    },
  });
  expect(letterOf(recordOf('a', null)).value).toBeNull();
});

it.each([
  ['value', recordOf('a', 'x'.repeat(12_000_000))],
  ['value, just too large with its headers', recordOf('a', 'x'.repeat((1 << 20) - 10))],
  ['key', recordOf('🎵'.repeat(1_000_000), 'x')],
  ['header', { ...recordOf('a', null), headers: { theirs: 'x'.repeat(3_000_000) } }],
])('of a record with a large %s it is cut, and says so', (_, record) => {
  const letter = letterOf(record, 'x'.repeat(1_000_000));
  expect(recordSize(letter)).toBeLessThan(20_000);
  expect(letter.headers?.['error.cut']).toMatch(`the record had ${recordSize(record)} bytes`);
  expect(letter.headers).toMatchObject({ 'error.code': 'not-audio', 'error.offset': '0' });
  expect(letter.value === null).toBe(record.value === null);
});
