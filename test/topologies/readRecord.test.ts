import { describe, expect, it } from 'vitest';
import { readRecord, readRecordIfSound } from '../../src/topologies/readRecord.js';
import { PipelineError } from '../../src/errors.js';
import { recordOf } from '../support/messages.js';

const song = { schema: 1, uri: '/a.mp3' };
const refusal = (key: string, value: unknown): string => {
  try {
    readRecord('tracks', recordOf(key, value, 7));
  } catch (error) {
    expect(error).toBeInstanceOf(PipelineError);
    expect(error).toHaveProperty('code', 'bad-message');
    return PipelineError.from(error).message;
  }
  throw new Error('the record was read');
};

describe('readRecord', () => {
  it('reads what keeps to the schema, and tombstones of any key', () => {
    expect(readRecord('tracks', recordOf('a', song))).toEqual(song);
    for (const key of ['a', '', '\u001b', 'x'.repeat(3000)])
      expect(readRecord('tracks', recordOf(key, null))).toBeNull();
  });

  it('says which record it is and what is wrong, in plain words', () => {
    expect(refusal('my "song"', { ...song, title: 7, given: { bpm: 3 } })).toBe(
      'Reading record 7 of topic tracks (key "my \\"song\\""): title: must be text; given.bpm: must be at least 20. ' +
        'Correct the message and publish it again.',
    );
    expect(refusal('a', '{')).toMatch(/it is not JSON in UTF-8\. Correct/);
    expect(refusal('a', '3')).toMatch(/value: must be an object/);
  });

  it.each([
    ['', /the key must not be empty/],
    ['a\u0007b', /the key must not hold characters that nobody sees/],
    ['x'.repeat(2001), /the key must have at most 2000 characters, and has 2001/],
  ])('refuses the key %j', (key, reason) => expect(refusal(key, song)).toMatch(reason));

  it.each([['/a\u0000.mp3'], ['/a\u001b[2J.mp3'], [`/${'x'.repeat(4096)}`]])(
    'refuses the address %j',
    (uri) => {
      expect(refusal('a', { ...song, uri })).toMatch(/uri: must/);
      expect(refusal('a', { schema: 1, stems: { vocals: uri } })).toMatch(/stems\.vocals: must/);
    },
  );

  it('takes titles of any length', () => {
    const title = 'x'.repeat(100_000);
    expect(readRecord('tracks', recordOf('a', { ...song, title }))).toEqual({ ...song, title });
  });

  const full = (entry: string): string => {
    const entries = Array.from({ length: Math.floor(1_000_000 / (entry.length + 1)) }, () => entry).join();
    return entries;
  };
  it.each([
    ['beats', `{"schema":1,"uri":"/a","given":{"beats":[${full('"x"')}]}}`],
    ['roles', `{"schema":1,"uri":"/a","given":{"exclude":[${full('0')}]}}`],
    ['stems', `{"schema":1,"stems":{${Array.from({ length: 70_000 }, (_, i) => `"s${i}":"/a"`).join()}}}`],
    ['a list', `[${full('0')}]`],
    ['one word', JSON.stringify('x'.repeat(1_000_000))],
    ['a nest', `${'['.repeat(500_000)}${']'.repeat(500_000)}`],
    ['a nest below', `{"schema":1,"uri":${'['.repeat(500_000)}${']'.repeat(500_000)}}`],
    ['a broken nest', '['.repeat(1_000_000)],
  ])('a megabyte of wrong %s costs little and gives a short message', (_, text) => {
    const before = process.memoryUsage().heapUsed;
    const message = refusal('a', text);
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(200e6);
    expect(message.length).toBeLessThanOrEqual(2000);
    expect(message).toMatch(/Correct the message and publish it again\.$/);
  });

  it('does not look into what is too large', () => {
    const text = `[${'0,'.repeat(6_000_000)}0]`;
    expect(refusal('a', text)).toMatch(/it has 12000004 bytes, more than the 1048576 of a record/);
    expect(refusal('x'.repeat(2_000_000), song).length).toBeLessThan(2000);
  });

  it('a nest in a field that nobody knows is none of our business', () => {
    const text = `{"schema":1,"uri":"/a","more":${'['.repeat(400_000)}${']'.repeat(400_000)}}`;
    expect(readRecord('tracks', recordOf('a', text))).toHaveProperty('more');
  });
});

it('readRecordIfSound tells nothing of what cannot be read', () => {
  expect(readRecordIfSound('tracks', recordOf('a', song))).toEqual(song);
  expect(readRecordIfSound('tracks', recordOf('a', null))).toBeNull();
  expect(readRecordIfSound('tracks', recordOf('a', '{'))).toBeUndefined();
});
