import { mkdir, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { keepToTraining } from '../../../../src/cli/runtime/training/keepToTraining.js';
import { temporaryDirectory } from '../../../support/temporaryDirectory.js';

const at = temporaryDirectory();
const job = { seed: '1', steps: 40, songs: 8, shards: ['/here/a.safetensors'] };

test('a training goes on with what it was begun with, wherever its folder lies now', async () => {
  await keepToTraining(at('same'), job);
  await writeFile(at('same/last.safetensors'), 'anything');
  await keepToTraining(at('same'), { ...job, shards: ['/there/a.safetensors'] });
});

test.each([
  ['--seed', { ...job, seed: '2' }],
  ['--steps', { ...job, steps: 80 }],
  ['--songs', { ...job, songs: 9 }],
  ['music or --versions', { ...job, shards: ['/here/b.safetensors'] }],
])('it does not go on with other %s', async (name, other) => {
  await keepToTraining(at(name), job);
  await writeFile(at(name, 'best.safetensors'), 'anything');
  await expect(keepToTraining(at(name), other)).rejects.toMatchObject({
    code: 'refused-input',
    message: expect.stringContaining(`it was begun with other ${name}. Give the same again`) as string,
  });
});

test.each(['', '{"seed":', '{}'])('nor where checkpoints lie beside the record %j', async (record) => {
  await mkdir(at('damaged'), { recursive: true });
  await writeFile(at('damaged/last.safetensors'), 'anything');
  await writeFile(at('damaged/training.json'), record);
  await expect(keepToTraining(at('damaged'), job)).rejects.toThrow(/nothing tells what it was begun with/);
});

test('before the first checkpoint it may become another training', async () => {
  await keepToTraining(at('early'), job);
  await keepToTraining(at('early'), { ...job, seed: '2' });
  await writeFile(at('early/last.safetensors'), 'anything');
  await keepToTraining(at('early'), { ...job, seed: '2' });
});
