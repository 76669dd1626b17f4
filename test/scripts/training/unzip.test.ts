import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { zipSync } from 'fflate';
import { expect, it } from 'vitest';
import { unzip } from '../../../scripts/lib/training/unzip.mjs';
import { temporaryDirectory } from '../../support/temporaryDirectory.js';

const at = temporaryDirectory();
const text = (word: string, times: number) => new TextEncoder().encode(`${word} `.repeat(times));

it('writes the files that are asked for, packed, stored and empty, and no others', async () => {
  const archive = zipSync(
    {
      'a/packed.txt': text('packed', 50_000),
      'stored ä.txt': [text('stored', 1000), { level: 0, extra: { 9: text('extra', 3) } }],
      'a/left out.txt': text('left out', 10),
      empty: new Uint8Array(0),
    },
    { comment: 'A comment, which ends the archive.' },
  );
  writeFileSync(at('archive.zip'), archive);
  await unzip(at('archive.zip'), (name) => (name.includes('left out') ? undefined : at('out', name)));
  expect(readdirSync(at('out'), { recursive: true }).sort()).toEqual([
    'a',
    'a/packed.txt',
    'empty',
    'stored ä.txt',
  ]);
  expect(readFileSync(at('out/a/packed.txt')).equals(text('packed', 50_000))).toBe(true);
  expect(readFileSync(at('out/stored ä.txt')).equals(text('stored', 1000))).toBe(true);
  expect(readFileSync(at('out/empty'), 'utf8')).toBe('');
});

it('refuses half an archive, and one whose sizes do not fit', async () => {
  const archive = zipSync({ 'a.txt': text('packed', 1000), 'b.txt': text('more', 1000) });
  writeFileSync(at('half.zip'), archive.subarray(0, archive.length / 2));
  const all = (name: string) => at('none', name);
  await expect(unzip(at('half.zip'), all)).rejects.toThrow(/half\.zip is no ZIP archive, or only a part/);
  const large = Buffer.from(archive);
  large.writeUInt32LE(0xffffffff, large.length - 22 + 16);
  writeFileSync(at('large.zip'), large);
  await expect(unzip(at('large.zip'), all)).rejects.toThrow(/of a kind that is not read here/);
});
