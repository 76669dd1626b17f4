import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { mashstream } from '../../support/mashstream.js';
import { temporaryDirectory } from '../../support/temporaryDirectory.js';

const at = temporaryDirectory();

it('mashstream import writes what is known beside songs, and says what it could not take', async () => {
  await mkdir(at('songs'));
  await writeFile(at('songs/a.wav'), '');
  await writeFile(at('truth.csv'), 'file,bpm,mood\na,100,sad\nb,90,glad\n');
  const take = (...flags: readonly string[]) =>
    mashstream('import', 'table', at('truth.csv'), '--audio', at('songs'), ...flags);
  const first = await take('--json');
  expect(first.code).toBe(0);
  expect(first.json().find(({ type }) => type === 'imported')).toMatchObject({ written: 1, missing: ['b'] });
  expect(JSON.stringify(first.json())).toContain('columns left out: mood');
  await writeFile(at('truth.csv'), 'file,bpm\na,120\n');
  expect((await take()).stdout).toContain('1 had something there already');
  expect((await take('--replace')).code).toBe(0);
  expect(JSON.parse(await readFile(at('songs/a.mash.json'), 'utf8'))).toEqual({ bpm: 120 });
  await writeFile(at('truth.csv'), 'file,bpm\na,fast\n');
  expect((await take('--replace')).code).toBe(3);
  expect((await mashstream('import', 'harmonix', at('songs'), '--audio', at('songs'))).code).toBe(1);
});
