import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { expect } from 'vitest';
import type { Fetcher } from '../../src/ports/fetcher.js';
import { contract, type Fixture, type Rule } from './contract.js';

export interface FetcherFixture extends Fixture<Fetcher> {
  /** Bytes that a source may have for the port that `open` gives. */
  readonly maxBytes: number;
  /** Puts a source there; resolves to its address. */
  readonly put: (name: string, content: Uint8Array) => Promise<string>;
  /** The address of a source that takes long to come, or for ever, and may be that large. */
  readonly large: () => Promise<string>;
  /** An empty folder of this machine. */
  readonly folder: string;
}

/** The promises of the port Fetcher, to be kept for every kind of address. */
export const fetcherContract = (adapter: string, makeFixture: () => FetcherFixture): void =>
  contract<Fetcher, FetcherFixture>(adapter, rules, makeFixture);

const rules: Readonly<Record<string, Rule<Fetcher, FetcherFixture>>> = {
  'a path or file: address is answered as its path, and nothing is copied': localAsItIs,
  'what is fetched lies at the copy, byte by byte, and nothing beside it': whole,
  'names of any letters are fetched': oddNames,
  'a source of exactly the size that is allowed is fetched, one byte more is refused': sizes,
  'what is not there is not-found': missing,
  'what was stopped before it began is not begun': stoppedBefore,
  'stopped in the middle it leaves nothing': stoppedWithin,
  'an address with a password is refused, and nothing of it is told': passwords,
  'several are fetched at once': several,
};

const inFolder = (folder: string): readonly string[] => readdirSync(folder);

async function localAsItIs({ open, folder }: FetcherFixture) {
  const fetcher = await open();
  expect(await fetcher.fetch('/no/such.mp3', join(folder, 'copy'))).toBe('/no/such.mp3');
  expect(await fetcher.fetch('file:///no/su%20ch.mp3', join(folder, 'copy'))).toBe('/no/su ch.mp3');
  expect(inFolder(folder)).toEqual([]);
}

async function whole({ open, put, folder }: FetcherFixture) {
  const content = randomBytes(3_000_001);
  const uri = await put('song.mp3', content);
  const copy = join(folder, 'mix.mp3');
  expect(await (await open()).fetch(uri, copy)).toBe(copy);
  expect(readFileSync(copy).equals(content)).toBe(true);
  expect(inFolder(folder)).toEqual(['mix.mp3']);
}

async function oddNames({ open, put, folder }: FetcherFixture) {
  const uri = await put('Ünï/50% & more +1.mp3', Buffer.from('odd'));
  expect(readFileSync(await (await open()).fetch(uri, join(folder, 'odd')), 'utf8')).toBe('odd');
}

async function sizes({ open, put, folder, maxBytes }: FetcherFixture) {
  const fetcher = await open();
  await fetcher.fetch(await put('fits', Buffer.alloc(maxBytes)), join(folder, 'fits'));
  const uri = await put('too-large', Buffer.alloc(maxBytes + 1));
  const refused = fetcher.fetch(uri, join(folder, 'too-large'));
  await expect(refused).rejects.toMatchObject({ code: 'refused-input', retryable: false });
  await expect(refused).rejects.toThrow(/more than the \d+ bytes .*--fetch-max-bytes/);
  expect(inFolder(folder)).toEqual(['fits']);
}

async function missing({ open, put, folder }: FetcherFixture) {
  const uri = await put('there', Buffer.from('x'));
  const gone = (await open()).fetch(`${uri}-not`, join(folder, 'copy'));
  await expect(gone).rejects.toMatchObject({ code: 'not-found', retryable: false });
  await expect(gone).rejects.toThrow(`${uri}-not`);
  expect(inFolder(folder)).toEqual([]);
}

async function stoppedBefore({ open, put, folder }: FetcherFixture) {
  const uri = await put('song', Buffer.from('x'));
  const stopped = (await open()).fetch(uri, join(folder, 'copy'), AbortSignal.abort());
  await expect(stopped).rejects.toMatchObject({ code: 'aborted' });
  expect(inFolder(folder)).toEqual([]);
}

async function stoppedWithin({ open, large, folder }: FetcherFixture) {
  const uri = await large();
  const abort = new AbortController();
  const work = (await open()).fetch(uri, join(folder, 'copy'), abort.signal);
  const ended = expect(work).rejects.toMatchObject({ code: 'aborted', retryable: false });
  while (!inFolder(folder).some((name) => name.endsWith('.part'))) await turn();
  abort.abort();
  await ended;
  expect(inFolder(folder)).toEqual([]);
}

async function passwords({ open, put, folder }: FetcherFixture) {
  const uri = (await put('song', Buffer.from('x'))).replace('://', '://me:hunter2@');
  const failure = await (await open()).fetch(uri, join(folder, 'copy')).catch((error: unknown) => error);
  expect(failure).toMatchObject({ code: 'refused-input' });
  expect(JSON.stringify([failure, String(failure)])).not.toMatch(/hunter2/);
}

async function several({ open, put, folder }: FetcherFixture) {
  const fetcher = await open();
  const names = Array.from({ length: 12 }, (_, i) => `song-${i}`);
  const uris = await Promise.all(names.map((name) => put(name, Buffer.from(name.repeat(1000)))));
  await Promise.all(uris.map((uri, i) => fetcher.fetch(uri, join(folder, names[i]))));
  for (const name of names) expect(readFileSync(join(folder, name), 'utf8')).toBe(name.repeat(1000));
}
