import { createHash, randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { expect } from 'vitest';
import type { BlobRef } from '../../src/domain/blobRef.js';
import type { BlobStore } from '../../src/ports/blobStore.js';
import { contract, type Fixture, type Rule } from './contract.js';

export interface BlobFixture extends Fixture<BlobStore> {
  /** A path for a file of the rule's own, outside the store. */
  readonly scratch: (name: string) => string;
  /** Changes the stored bytes of a blob behind the store's back. */
  readonly damage: (key: string, bytes: Uint8Array) => Promise<void>;
}

/** The promises of the port BlobStore, to be kept by every adapter. */
export const blobStoreContract = (adapter: string, makeFixture: () => BlobFixture): void =>
  contract<BlobStore, BlobFixture>(adapter, rules, makeFixture);

const rules: Readonly<Record<string, Rule<BlobStore, BlobFixture>>> = {
  'bytes come back as they were put': bytesRoundTrip,
  'an empty blob is a blob': emptyBlob,
  'a big file comes back as it was put': fileRoundTrip,
  'what resolved survives a kill': survivesKill,
  'another process reads what was put': otherReads,
  'a later put replaces the earlier': laterWins,
  'a reference to replaced content is corrupt, not silently other content': replacedIsCorrupt,
  'a changed byte is found': changedByte,
  'a missing end is found': truncated,
  'what is not there is not found': notFound,
  'a source that is not there leaves nothing': missingSource,
  'a local file holds the content': localFile,
  'keys are listed by any beginning, sorted': lists,
  'removing a prefix removes what begins with it and nothing else': removes,
  'removing nothing is no error': removesNothing,
  'a key can be put again after its removal': putAfterRemoval,
  'odd names are kept apart': oddNames,
  'keys that could lead elsewhere are refused': badKeys,
  'a blob and blobs under it: both are kept, or the later is refused': nested,
  'many puts at one time all arrive': concurrent,
  'puts of one key at one time leave one of them whole': racing,
};

const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const same = (found: Uint8Array, wanted: Uint8Array): void =>
  expect(Buffer.compare(found, wanted), 'the bytes').toBe(0);

async function bytesRoundTrip({ open }: BlobFixture) {
  const blobs = await open();
  const bytes = randomBytes(10_000);
  const ref = await blobs.putBytes('clips/a/vocal.flac', bytes);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  expect(ref).toEqual({ key: 'clips/a/vocal.flac', size: 10_000, sha256 });
  same(await blobs.readBytes(ref), bytes);
}

async function emptyBlob({ open }: BlobFixture) {
  const blobs = await open();
  const ref = await blobs.putBytes('empty', new Uint8Array(0));
  expect(ref.size).toBe(0);
  expect(await blobs.readBytes(ref)).toHaveLength(0);
  expect(await blobs.list('')).toEqual(['empty']);
}

async function fileRoundTrip({ open, scratch }: BlobFixture) {
  const blobs = await open();
  const bytes = randomBytes(5_000_001);
  await writeFile(scratch('source'), bytes);
  const ref = await blobs.putFile('clips/a/big', scratch('source'));
  expect(ref).toMatchObject({ size: 5_000_001, sha256: createHash('sha256').update(bytes).digest('hex') });
  same(await blobs.readBytes(ref), bytes);
  same(await readFile(scratch('source')), bytes);
}

async function survivesKill({ open, crash }: BlobFixture) {
  const ref = await (await open()).putBytes('a/b', text('kept'));
  same(await (await crash()).readBytes(ref), text('kept'));
}

async function otherReads({ open, other }: BlobFixture) {
  const ref = await (await open()).putBytes('a/b', text('seen'));
  same(await (await other()).readBytes(ref), text('seen'));
}

async function laterWins({ open }: BlobFixture) {
  const blobs = await open();
  await blobs.putBytes('a', text('first, and longer'));
  const ref = await blobs.putBytes('a', text('second'));
  same(await blobs.readBytes(ref), text('second'));
  expect(await blobs.list('')).toEqual(['a']);
}

async function replacedIsCorrupt({ open }: BlobFixture) {
  const blobs = await open();
  const ref = await blobs.putBytes('a', text('first'));
  await blobs.putBytes('a', text('other'));
  await unreadable(blobs, ref, 'corrupt-blob');
}

/** Both ways of reading say the same. */
async function unreadable(blobs: BlobStore, ref: BlobRef, code: string): Promise<void> {
  await expect(blobs.readBytes(ref)).rejects.toMatchObject({ name: 'PipelineError', code });
  await expect(blobs.localFile(ref)).rejects.toMatchObject({ name: 'PipelineError', code });
}

async function changedByte({ open, damage }: BlobFixture) {
  const blobs = await open();
  const ref = await blobs.putBytes('a/b', text('sound'));
  await damage('a/b', text('souna'));
  await unreadable(blobs, ref, 'corrupt-blob');
}

async function truncated({ open, damage }: BlobFixture) {
  const blobs = await open();
  const ref = await blobs.putBytes('a/b', text('sound'));
  await damage('a/b', text('sou'));
  await unreadable(blobs, ref, 'corrupt-blob');
}

async function notFound({ open }: BlobFixture) {
  const blobs = await open();
  await blobs.putBytes('a/b/c', text('there'));
  for (const key of ['nowhere', 'a/b', 'a/b/c/d', 'a/b/x'])
    await unreadable(blobs, { key, size: 0, sha256: 'e3'.repeat(32) }, 'not-found');
}

async function missingSource({ open, scratch }: BlobFixture) {
  const blobs = await open();
  await expect(blobs.putFile('a', scratch('missing'))).rejects.toMatchObject({ code: 'not-found' });
  expect(await blobs.list('')).toEqual([]);
}

async function localFile({ open }: BlobFixture) {
  const blobs = await open();
  const ref = await blobs.putBytes('a/b.flac', text('content'));
  same(await readFile(await blobs.localFile(ref)), text('content'));
}

async function lists({ open }: BlobFixture) {
  const blobs = await open();
  expect(await blobs.list('')).toEqual([]);
  const keys = ['clips/b/x', 'clips/a/y', 'clips/a/x', 'clips/ab/x', 'models/m'];
  for (const key of keys) await blobs.putBytes(key, text(key));
  expect(await blobs.list('')).toEqual(['clips/a/x', 'clips/a/y', 'clips/ab/x', 'clips/b/x', 'models/m']);
  expect(await blobs.list('clips/a')).toEqual(['clips/a/x', 'clips/a/y', 'clips/ab/x']);
  expect(await blobs.list('clips/a/')).toEqual(['clips/a/x', 'clips/a/y']);
  expect(await blobs.list('clips/a/x')).toEqual(['clips/a/x']);
  expect(await blobs.list('nothing/here')).toEqual([]);
}

async function removes({ open }: BlobFixture) {
  const blobs = await open();
  const keys = ['clips/a/x', 'clips/a/y', 'clips/ab/x', 'clips/b/x', 'clip'];
  for (const key of keys) await blobs.putBytes(key, text(key));
  await blobs.removePrefix('clips/a/');
  expect(await blobs.list('')).toEqual(['clip', 'clips/ab/x', 'clips/b/x']);
  await blobs.removePrefix('clips');
  expect(await blobs.list('')).toEqual(['clip']);
}

async function removesNothing({ open }: BlobFixture) {
  const blobs = await open();
  await blobs.removePrefix('clips/a/');
  await blobs.putBytes('a', text('a'));
  await blobs.removePrefix('a/b');
  await blobs.removePrefix('b');
  expect(await blobs.list('')).toEqual(['a']);
}

async function putAfterRemoval({ open }: BlobFixture) {
  const blobs = await open();
  await blobs.putBytes('a/b/c', text('one'));
  await blobs.removePrefix('a/');
  const ref = await blobs.putBytes('a/b/c', text('two'));
  same(await blobs.readBytes(ref), text('two'));
}

async function oddNames({ open }: BlobFixture) {
  const blobs = await open();
  const keys = ['-version', 'a b', 'a"b', 'a\nb', "a'b", 'a%2Fb', 'a?b#c', '🎵/ключ', 'a*', 'a$HOME', 'A b'];
  const refs = await Promise.all(keys.map((key) => blobs.putBytes(key, text(`content of ${key}`))));
  for (const ref of refs) same(await blobs.readBytes(ref), text(`content of ${ref.key}`));
  expect(await blobs.list('')).toEqual([...keys].sort());
}

async function badKeys({ open }: BlobFixture) {
  const blobs = await open();
  const keys = [
    '',
    '/',
    '/etc/passwd',
    '../up',
    'a/../../up',
    'a/..',
    '.',
    'a/./b',
    'a//b',
    'a/',
    '.hidden',
    'a\0b',
    'a\\..\\b',
  ];
  for (const key of keys) {
    const refused = { name: 'PipelineError', code: 'refused-input' };
    await expect(blobs.putBytes(key, text('x')), key).rejects.toMatchObject(refused);
    await expect(blobs.readBytes({ key, size: 1, sha256: '' }), key).rejects.toMatchObject(refused);
  }
  await expect(blobs.list('../')).rejects.toMatchObject({ code: 'refused-input' });
  await expect(blobs.removePrefix('../')).rejects.toMatchObject({ code: 'refused-input' });
  expect(await blobs.list('')).toEqual([]);
}

async function nested({ open }: BlobFixture) {
  const blobs = await open();
  for (const [first, second] of [
    ['p', 'p/q'],
    ['r/s/t', 'r/s'],
  ]) {
    const ref = await blobs.putBytes(first, text('first'));
    const put = await blobs.putBytes(second, text('second')).catch((error: unknown) => error);
    if (put instanceof Error) expect(put).toMatchObject({ name: 'PipelineError', code: 'refused-input' });
    else same(await blobs.readBytes(put as BlobRef), text('second')); // not an error, so what putBytes() gives
    same(await blobs.readBytes(ref), text('first'));
  }
}

async function concurrent({ open }: BlobFixture) {
  const blobs = await open();
  const keys = Array.from({ length: 50 }, (_, n) => `clips/${n % 5}/${n}`);
  const refs = await Promise.all(keys.map((key) => blobs.putBytes(key, text(key))));
  for (const ref of refs) same(await blobs.readBytes(ref), text(ref.key));
}

async function racing({ open, other }: BlobFixture) {
  const both = [await open(), await other()];
  const contents = Array.from({ length: 20 }, (_, n) => randomBytes(20_000 + n));
  const refs = await Promise.all(contents.map((bytes, n) => both[n % 2].putBytes('a/b', bytes)));
  const readable = await Promise.allSettled(refs.map((ref) => both[0].readBytes(ref)));
  expect(readable.filter((each) => each.status === 'fulfilled')).toHaveLength(1);
}
