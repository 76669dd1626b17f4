import { readFile, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { decodeSafetensors, encodeSafetensors } from '../../../src/adapters/files/safetensors.js';
import { readShard, writeShard } from '../../../src/adapters/training/shards.js';
import { temporaryDirectory } from '../../support/temporaryDirectory.js';

const at = temporaryDirectory();
const windowOf = (rows: number, value: number) => ({
  ...({ composition: `song ${value}`, split: 'train', relativeMajor: 3 } as const),
  vocal: new Uint8Array(rows * 61).fill(value),
  harmonic: new Uint8Array(rows * 61).fill(value + 1),
});

test('windows are read as they were written', async () => {
  const windows = [windowOf(4, 1), windowOf(8, 5)];
  await writeShard(at('whole'), windows);
  expect(await readShard(at('whole'))).toEqual(windows);
});

test.each([
  ['no JSON', () => 'nothing'],
  ['of more rows', (facts: string) => facts.replace('"rows":4', '"rows":400')],
  ['of fewer rows', (facts: string) => facts.replace('"rows":4', '"rows":2')],
])('facts that are %s are refused, with what to do', async (_, spoil) => {
  await writeShard(at('spoilt'), [windowOf(4, 1)]);
  const { tensors, facts } = decodeSafetensors(await readFile(at('spoilt')), 'a file');
  const spoilt = { windows: spoil(facts['windows']) };
  await writeFile(at('spoilt'), encodeSafetensors({ tensors, facts: spoilt }));
  await expect(readShard(at('spoilt'))).rejects.toMatchObject({
    code: 'unreadable',
    message: expect.stringMatching(/spoilt: something is missing or damaged. Remove the file/) as string,
  });
});
