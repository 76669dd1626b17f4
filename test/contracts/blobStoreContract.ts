import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { expect } from 'vitest';
import { blobKeyOf, type BlobRef } from '../../src/domain/blobRef.js';
import { PipelineError } from '../../src/errors.js';
import type { BlobStore } from '../../src/ports/blobStore.js';
import { contract, type Fixture, type Rule } from './contract.js';
import { putUntilKilled, type StorePlace } from './programs/putUntilKilled.js';

export interface BlobFixture extends Fixture<BlobStore> {
  /** A path for a file of the rule's own, outside the store. */
  readonly scratch: (name: string) => string;
  /** Changes the stored bytes of a blob behind the store's back. */
  readonly damage: (key: string, bytes: Uint8Array) => Promise<void>;
  /** What is stored at a key, read behind the store's back. */
  readonly stored: (key: string) => Promise<Uint8Array>;
  /** Where another process finds the same store. */
  readonly where: StorePlace;
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
  'another content of one name lies beside the first': besideEachOther,
  'the same content of one name is one blob': putTwice,
  'what was damaged is whole once it is put again': mendedByPut,
  'a changed byte is found': changedByte,
  'a missing end is found': truncated,
  'what is not there is not found': notFound,
  'a source that is not there, or is a folder, leaves nothing': missingSource,
  'a local file holds the content': localFile,
  'a local file of what is damaged or missing leaves no copy': noCopy,
  'a copy that cannot be written is told as that': unwritableCopy,
  'keys are listed by any beginning, sorted': lists,
  'more keys than a page holds are listed and removed': manyKeys,
  'removing a prefix removes what begins with it and nothing else': removes,
  'removing nothing is no error': removesNothing,
  'a key can be put again after its removal': putAfterRemoval,
  'odd names are kept apart': oddNames,
  'keys that could lead elsewhere are refused': badKeys,
  'a name that is the beginning of others: both are kept': nested,
  'many puts at one time all arrive': concurrent,
  'puts of one name at one time all arrive': racing,
  'puts of one content at one time all arrive': racingAlike,
  'readers beside makers and removers see all of a blob or none': readersBeside,
  'a killed process leaves whole blobs and no others, and all that resolved': killedMaker,
};

const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const same = (found: Uint8Array, wanted: Uint8Array): void =>
  expect(Buffer.compare(found, wanted), 'the bytes').toBe(0);

async function bytesRoundTrip({ open }: BlobFixture) {
  const blobs = await open();
  const bytes = randomBytes(10_000);
  const ref = await blobs.putBytes('clips/a/vocal.flac', bytes);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  expect(ref).toEqual({ key: `clips/a/vocal.${sha256.slice(0, 16)}.flac`, size: 10_000, sha256 });
  same(await blobs.readBytes(ref), bytes);
}

async function emptyBlob({ open }: BlobFixture) {
  const blobs = await open();
  const ref = await blobs.putBytes('empty', new Uint8Array(0));
  expect(ref.size).toBe(0);
  expect(await blobs.readBytes(ref)).toHaveLength(0);
  expect(await blobs.list('')).toEqual([ref.key]);
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

async function besideEachOther({ open }: BlobFixture) {
  const blobs = await open();
  const first = await blobs.putBytes('a', text('first, and longer'));
  const second = await blobs.putBytes('a', text('second'));
  same(await blobs.readBytes(first), text('first, and longer'));
  same(await blobs.readBytes(second), text('second'));
  expect(await blobs.list('')).toEqual([first.key, second.key].sort());
}

async function putTwice({ open }: BlobFixture) {
  const blobs = await open();
  const ref = await blobs.putBytes('a/b.npy', text('content'));
  expect(await blobs.putBytes('a/b.npy', text('content'))).toEqual(ref);
  expect(await blobs.list('')).toEqual([ref.key]);
}

async function mendedByPut({ open, damage }: BlobFixture) {
  const blobs = await open();
  const ref = await blobs.putBytes('a/b', text('sound'));
  await damage(ref.key, text('souna'));
  await blobs.putBytes('a/b', text('sound'));
  same(await blobs.readBytes(ref), text('sound'));
}

/** All ways of reading say the same. */
async function unreadable(
  blobs: BlobStore,
  ref: BlobRef,
  { code, scratch }: { readonly code: string; readonly scratch: BlobFixture['scratch'] },
): Promise<void> {
  await expect(blobs.readBytes(ref)).rejects.toMatchObject({ name: 'PipelineError', code });
  const copy = scratch('unreadable');
  await expect(blobs.localFile(ref, copy)).rejects.toMatchObject({ name: 'PipelineError', code });
  expect(await blobs.isWhole(ref)).toBe(false);
}

async function changedByte({ open, damage, scratch }: BlobFixture) {
  const blobs = await open();
  const ref = await blobs.putBytes('a/b', text('sound'));
  await damage(ref.key, text('souna'));
  await unreadable(blobs, ref, { code: 'corrupt-blob', scratch });
}

async function truncated({ open, damage, scratch }: BlobFixture) {
  const blobs = await open();
  const ref = await blobs.putBytes('a/b', text('sound'));
  await damage(ref.key, text('sou'));
  await unreadable(blobs, ref, { code: 'corrupt-blob', scratch });
}

async function notFound({ open, scratch }: BlobFixture) {
  const blobs = await open();
  await blobs.putBytes('a/b/c', text('there'));
  for (const key of ['nowhere', 'a/b', 'a/b/c/d', 'a/b/x'])
    await unreadable(blobs, { key, size: 0, sha256: 'e3'.repeat(32) }, { code: 'not-found', scratch });
}

async function missingSource({ open, scratch }: BlobFixture) {
  const blobs = await open();
  await mkdir(scratch('folder'));
  for (const source of ['missing', 'folder'])
    await expect(blobs.putFile('a', scratch(source))).rejects.toMatchObject({ code: 'not-found' });
  expect(await blobs.list('')).toEqual([]);
}

async function localFile({ open, scratch }: BlobFixture) {
  const blobs = await open();
  const ref = await blobs.putBytes('a/b.flac', text('content'));
  same(await readFile(await blobs.localFile(ref, scratch('copy'))), text('content'));
  expect(await blobs.isWhole(ref)).toBe(true);
}

/** The folder of copies is as empty as before. */
async function noCopy({ open, damage, scratch }: BlobFixture) {
  const blobs = await open();
  const ref = await blobs.putBytes('a/b', randomBytes(200_000));
  await mkdir(scratch('copies'));
  for (const damaged of [randomBytes(200_000), randomBytes(199_999), randomBytes(200_001)]) {
    await damage(ref.key, damaged);
    await expect(blobs.localFile(ref, scratch('copies/c'))).rejects.toMatchObject({ code: 'corrupt-blob' });
  }
  await blobs.removePrefix('a/');
  await expect(blobs.localFile(ref, scratch('copies/c'))).rejects.toMatchObject({ code: 'not-found' });
  expect(await readdir(scratch('copies'))).toEqual([]);
}

/** Where the store copies at all. */
async function unwritableCopy({ open, scratch }: BlobFixture) {
  const blobs = await open();
  const ref = await blobs.putBytes('a/b', text('content'));
  const copy = scratch('no/such/folder');
  const found = await blobs.localFile(ref, copy).catch((error: unknown) => PipelineError.from(error));
  if (typeof found === 'string') same(await readFile(found), text('content'));
  else expect(found).toMatchObject({ code: 'not-found', message: expect.stringContaining(copy) as string });
}

/** The keys of content that is the name itself. */
const keysOf = (names: readonly string[]): readonly string[] =>
  names.map((name) => blobKeyOf(name, createHash('sha256').update(name).digest('hex'))).sort();

async function lists({ open }: BlobFixture) {
  const blobs = await open();
  expect(await blobs.list('')).toEqual([]);
  const names = ['clips/b/x', 'clips/a/y', 'clips/a/x', 'clips/ab/x', 'models/m'];
  for (const name of names) await blobs.putBytes(name, text(name));
  expect(await blobs.list('')).toEqual(keysOf(names));
  expect(await blobs.list('clips/a')).toEqual(keysOf(['clips/a/x', 'clips/a/y', 'clips/ab/x']));
  expect(await blobs.list('clips/a/')).toEqual(keysOf(['clips/a/x', 'clips/a/y']));
  expect(await blobs.list('clips/a/x')).toEqual(keysOf(['clips/a/x']));
  expect(await blobs.list('nothing/here')).toEqual([]);
}

async function manyKeys({ open }: BlobFixture) {
  const blobs = await open();
  const names = Array.from({ length: 1100 }, (_, n) => `many/${n}`);
  for (let at = 0; at < names.length; at += 50)
    await Promise.all(names.slice(at, at + 50).map((name) => blobs.putBytes(name, text(name))));
  const other = await blobs.putBytes('other', text('other'));
  expect(await blobs.list('many/')).toEqual(keysOf(names));
  await blobs.removePrefix('many/');
  expect(await blobs.list('')).toEqual([other.key]);
}

async function removes({ open }: BlobFixture) {
  const blobs = await open();
  const names = ['clips/a/x', 'clips/a/y', 'clips/ab/x', 'clips/b/x', 'clip'];
  for (const name of names) await blobs.putBytes(name, text(name));
  await blobs.removePrefix('clips/a/');
  expect(await blobs.list('')).toEqual(keysOf(['clip', 'clips/ab/x', 'clips/b/x']));
  await blobs.removePrefix('clips');
  expect(await blobs.list('')).toEqual(keysOf(['clip']));
}

async function removesNothing({ open }: BlobFixture) {
  const blobs = await open();
  await blobs.removePrefix('clips/a/');
  await blobs.putBytes('a', text('a'));
  await blobs.removePrefix('a/b');
  await blobs.removePrefix('b');
  expect(await blobs.list('')).toEqual(keysOf(['a']));
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
  const names = ['-version', 'a b', 'a"b', 'a\nb', "a'b", 'a%2Fb', 'a?b#c', '🎵/ключ', 'a*', 'a$HOME', 'A b'];
  const refs = await Promise.all(names.map((name) => blobs.putBytes(name, text(name))));
  for (const [n, ref] of refs.entries()) same(await blobs.readBytes(ref), text(names[n]));
  expect(await blobs.list('')).toEqual(keysOf(names));
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
  const names = ['p', 'p/q', 'r/s/t', 'r/s'];
  for (const name of names) await blobs.putBytes(name, text(name));
  expect(await blobs.list('')).toEqual(keysOf(names));
}

async function concurrent({ open }: BlobFixture) {
  const blobs = await open();
  const names = Array.from({ length: 50 }, (_, n) => `clips/${n % 5}/${n}`);
  const refs = await Promise.all(names.map((name) => blobs.putBytes(name, text(name))));
  for (const [n, ref] of refs.entries()) same(await blobs.readBytes(ref), text(names[n]));
}

async function racing({ open, other }: BlobFixture) {
  const both = [await open(), await other()];
  const contents = Array.from({ length: 20 }, (_, n) => randomBytes(20_000 + n));
  const refs = await Promise.all(contents.map((bytes, n) => both[n % 2].putBytes('a/b', bytes)));
  for (const [n, ref] of refs.entries()) same(await both[0].readBytes(ref), contents[n]);
}

async function racingAlike({ open, other }: BlobFixture) {
  const both = [await open(), await other()];
  const bytes = randomBytes(50_000);
  const refs = await Promise.all(Array.from({ length: 20 }, (_, n) => both[n % 2].putBytes('a/b', bytes)));
  expect(new Set(refs.map(({ key }) => key)).size).toBe(1);
  same(await both[0].readBytes(refs[0]), bytes);
  expect(await both[1].list('')).toEqual([refs[0].key]);
}

async function readersBeside({ open, other }: BlobFixture) {
  const [maker, reader] = [await open(), await other()];
  const bytes = randomBytes(300_000);
  const ref = await maker.putBytes('a/b', bytes);
  const making = { on: true };
  const made = (async () => {
    for (let n = 0; n < 20; n += 1) {
      await maker.putBytes('a/b', bytes);
      if (n % 5 === 4) await maker.removePrefix('a/');
    }
    making.on = false;
  })();
  const codes = new Set<string>();
  let read = 0;
  while (making.on) {
    const found = await reader.readBytes(ref).catch((error: unknown) => PipelineError.from(error).code);
    if (typeof found === 'string') codes.add(found);
    else same(found, bytes);
    read += 1;
  }
  await made;
  expect([...codes].filter((code) => code !== 'not-found')).toEqual([]);
  expect(read).toBeGreaterThan(5);
}

async function killedMaker({ open, stored, where, scratch }: BlobFixture) {
  await writeFile(scratch('source'), randomBytes(12_000_000));
  const blobs = await open();
  const resolved = await putUntilKilled(blobs, { where, source: scratch('source') });
  const keys = await blobs.list('');
  for (const ref of resolved) {
    expect(keys).toContain(ref.key);
    expect(await blobs.isWhole(ref), ref.key).toBe(true);
  }
  for (const key of keys) {
    const sha256 = createHash('sha256')
      .update(await stored(key))
      .digest('hex');
    expect(key, 'the hash of what is stored').toContain(sha256.slice(0, 16));
  }
}
