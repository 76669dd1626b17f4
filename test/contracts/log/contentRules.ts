import { expect } from 'vitest';
import type { Log, LogRecord, RawHeader } from '../../../src/ports/log.js';
import type { Fixture, Rule } from '../contract.js';
import { arrived } from './support/arrived.js';
import { follow } from './support/follow.js';
import { numbered } from './support/numbered.js';
import { record } from './support/record.js';
import { table } from './support/table.js';
import { values } from './support/values.js';

/** What is appended comes back: in order, whole, and byte for byte. */
export const contentRules: Readonly<Record<string, Rule<Log>>> = {
  'order is kept within a key': orderWithinKey,
  'a batch is appended whole': batchInOrder,
  'binary values, empty values, tombstones and headers survive': contentSurvives,
  'keys and headers that are no text are carried unchanged, and supersede only their like': rawPartsSurvive,
  'a key with a NUL character is refused, and its neighbours are not harmed': nulKeyRefused,
  'a record of 1 MiB is taken, a larger one refused by its name, with its batch': largeRefused,
};

async function orderWithinKey({ open }: Fixture<Log>) {
  const log = await open();
  const keys = ['a', 'b', 'c', 'ключ', '🎵'];
  for (let n = 0; n < 40; n += 1)
    await log.append('tracks', keys.map((key) => record(key, String(n)))); // prettier-ignore
  const follower = follow(log);
  await arrived(follower, 200);
  for (const key of keys)
    expect(values(follower.got.filter((each) => each.record.key === key))).toEqual(
      Array.from({ length: 40 }, (_, n) => String(n)),
    );
}

async function batchInOrder({ open }: Fixture<Log>) {
  const log = await open();
  await log.append('tracks', []);
  await log.append('tracks', numbered('a', 100));
  const follower = follow(log);
  await arrived(follower, 100);
  expect(follower.got.map((each) => each.record.offset)).toEqual(Array.from({ length: 100 }, (_, n) => n));
  expect(values(follower.got)).toEqual(Array.from({ length: 100 }, (_, n) => String(n)));
}

async function contentSurvives({ open, crash }: Fixture<Log>) {
  const all = Uint8Array.from({ length: 256 }, (_, n) => n);
  const headers = { 'error.code': 'timeout', 'error.message': 'line 1\nline 2 "é" \u0000 🎵', empty: '' };
  const before = Date.now();
  const first = await open();
  await first.append('tracks', [
    { key: 'binary', value: all, headers },
    { key: 'empty', value: new Uint8Array(0) },
    { key: 'gone', value: null },
    { key: '', value: all.subarray(250) },
  ]);
  const follower = follow(await crash());
  await arrived(follower, 4);
  const found = new Map(follower.got.map((each) => [each.record.key, each.record]));
  expect(found.get('binary')).toMatchObject({ topic: 'tracks', value: all, headers });
  expect(found.get('empty')?.value).toEqual(new Uint8Array(0));
  expect(found.get('gone')).toMatchObject({ value: null, headers: {} });
  expect(found.get('')?.value).toEqual(Uint8Array.of(250, 251, 252, 253, 254, 255));
  expect(found.get('binary')?.timestamp).toBeGreaterThanOrEqual(before);
  expect(found.get('binary')?.timestamp).toBeLessThanOrEqual(Date.now());
}

/** A key that is no text, a key with a NUL character, no key; headers whose values are no text, or whose names repeat. */
async function rawPartsSurvive({ open, crash }: Fixture<Log>) {
  const first = await open();
  const odd = Uint8Array.of(0xff, 0x61, 0xc3);
  const nul = Uint8Array.of(0x61, 0, 0x62);
  const rawHeaders: readonly RawHeader[] = [
    ['twice', Uint8Array.of(49)],
    ['twice', Uint8Array.of(50)],
    ['bytes', odd],
    ['text', Uint8Array.of(120)],
  ];
  const headers = { twice: '2', text: 'x' };
  const value = Uint8Array.of(1);
  await first.append('tracks', [
    { key: '\uFFFDa\uFFFD', rawKey: odd, value },
    { key: 'a\uFFFDb', rawKey: nul, value, headers: { text: 'y' } },
    { key: '', rawKey: null, value },
    { key: 'sound', value, headers, rawHeaders },
    { key: '', rawKey: null, value: null, headers, rawHeaders },
    { key: '\uFFFDa\uFFFD', value },
    { key: '', value },
  ]);
  const log = await crash();
  const follower = follow(log);
  await arrived(follower, 7);
  const short = ({ key, rawKey, rawHeaders: raw, headers: text }: LogRecord) => [key, rawKey, raw, text];
  const read = follower.got.map((each) => short(each.record)).sort(byJson);
  const expected = [
    ['\uFFFDa\uFFFD', odd, undefined, {}],
    ['a\uFFFDb', nul, undefined, { text: 'y' }],
    ['', null, undefined, {}],
    ['sound', undefined, rawHeaders, headers],
    ['', null, rawHeaders, headers],
    ['\uFFFDa\uFFFD', undefined, undefined, {}],
    ['', undefined, undefined, {}],
  ].sort(byJson);
  expect(read).toEqual(expected);
  expect((await table(log, 'tracks')).map(short).sort(byJson)).toEqual(expected);
  await log.append('tracks', [{ key: '\uFFFDa\uFFFD', rawKey: odd, value: null }]);
  const newest = (await table(log, 'tracks')).filter(({ rawKey }) => rawKey?.[0] === 0xff);
  expect(newest.map((each) => each.value)).toEqual([null]);
}

const jsonOf = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) => (part === undefined ? 'nothing' : part));
const byJson = (a: unknown, b: unknown): number => (jsonOf(a) < jsonOf(b) ? -1 : 1);

async function nulKeyRefused({ open }: Fixture<Log>) {
  const log = await open();
  const good = log.append('tracks', [record('a', '1')]);
  const bad = log.append('tracks', [record('b', '2'), record('c\0d', '3')]);
  await expect(bad).rejects.toMatchObject({ code: 'bad-message' });
  await good;
  expect((await table(log, 'tracks')).map((each) => each.key)).toEqual(['a']);
}

/** Key, value and headers count together, in bytes. */
async function largeRefused({ open }: Fixture<Log>) {
  const log = await open();
  const headers = { é: '🎵'.repeat(1000) };
  const sized = (key: string, size: number) => {
    const rest = Buffer.byteLength(key) + 2 + 4000;
    return { key, headers, value: new Uint8Array(size - rest) };
  };
  await log.append('tracks', [sized('ключ', 1 << 20)]);
  const large = log.append('tracks', [record('b', '1'), sized('too large', (1 << 20) + 1)]);
  await expect(large).rejects.toMatchObject({
    code: 'bad-message',
    message: expect.stringMatching(/"too large".* 1048577 bytes, more than the 1048576/) as string,
  });
  expect((await table(log, 'tracks')).map((each) => each.key)).toEqual(['ключ']);
}
