import { readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readModel } from '../../../src/adapters/networks/modelFolder.js';
import { writeUntaughtModel } from '../../../bench/untaughtModel.js';
import { temporaryDirectory } from '../../support/temporaryDirectory.js';

const directory = temporaryDirectory();

test('a model is read as it was written; its version is of its files', async () => {
  const [folder, again, other] = ['first', 'again', 'other'].map((name) => directory(name));
  const model = await writeUntaughtModel(folder);
  expect(readModel(folder)).toEqual({
    model,
    files: { 'vocal.onnx': join(folder, 'vocal.onnx'), 'harmonic.onnx': join(folder, 'harmonic.onnx') },
  });
  expect((await writeUntaughtModel(again)).version).toBe(model.version);
  expect((await writeUntaughtModel(other, 'another')).version).not.toBe(model.version);
});

test.each([
  [
    'a file cut off',
    'unreadable',
    /harmonic.onnx is not the file that its record names/,
    (folder: string) => truncate(join(folder, 'harmonic.onnx'), 1000),
  ],
  [
    'a file changed',
    'unreadable',
    /vocal.onnx is not the file/,
    (folder: string) => changeByte(join(folder, 'vocal.onnx')),
  ],
  [
    'a file gone',
    'not-found',
    /vocal.onnx cannot be read/,
    (folder: string) => rm(join(folder, 'vocal.onnx')),
  ],
  ['no record', 'not-found', /model.json cannot be read/, (folder: string) => rm(join(folder, 'model.json'))],
  [
    'half a record',
    'unreadable',
    /model.json is damaged/,
    (folder: string) => truncate(join(folder, 'model.json'), 60),
  ],
  ['a record of a newer kind', 'unreadable', /is damaged/, (folder: string) => edit(folder, { schema: 2 })],
  [
    'rows of another version',
    'refused-input',
    /it hears rows of version 99, and clips have 1\. Use/,
    (folder: string) => edit(folder, { inputs: { rows: '99' } }),
  ],
  [
    'what clips do not have',
    'refused-input',
    /it hears tea, which clips do not have/,
    (folder: string) => edit(folder, { inputs: { tea: '1' } }),
  ],
])('%s is refused, with what to do', async (name, code, why, spoil) => {
  const folder = directory(name);
  await writeUntaughtModel(folder);
  await spoil(folder);
  const read = () => readModel(folder);
  expect(read).toThrow(expect.objectContaining({ code }));
  expect(read).toThrow(why);
  expect(read).toThrow(/(Fetch|Check|Use) /);
});

async function changeByte(path: string): Promise<void> {
  const bytes = await readFile(path);
  bytes[bytes.length >> 1] ^= 1;
  await writeFile(path, bytes);
}

async function edit(folder: string, fields: object): Promise<void> {
  const path = join(folder, 'model.json');
  const record = JSON.parse(await readFile(path, 'utf8')) as object;
  await writeFile(path, JSON.stringify({ ...record, ...fields }));
}
