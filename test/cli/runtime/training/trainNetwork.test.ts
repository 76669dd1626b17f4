import { appendFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { trainNetwork } from '../../../../src/cli/runtime/training/trainNetwork.js';
import type { Trainer } from '../../../../src/ports/trainer.js';
import { temporaryDirectory } from '../../../support/temporaryDirectory.js';

const at = temporaryDirectory();
const enough = { train: 9, validation: 2, test: 2 };
/** A trainer that is right at once, from a step on. */
function rightTrainer(begun: number, { compositions = enough, loss = 1 } = {}): Trainer {
  let step = begun;
  return {
    open: () => Promise.resolve({ step, engine: 'none', compositions }),
    advance(steps) {
      step += steps;
      return Promise.resolve({ step, loss, seconds: 1, tensors: 0, bytes: 0 });
    },
    scores: () => Promise.resolve({ compositions: ['a', 'b'], scores: Float32Array.of(1, 0, 0, 1) }),
    posteriors: () => Promise.resolve([]),
    save: (path) => writeFile(path, ''),
    close: () => Promise.resolve(),
  };
}
const train = async (name: string, trainer: Trainer) => {
  await mkdir(at(name), { recursive: true });
  const job = { shards: [], seed: '1', steps: 40, songs: 8 };
  return trainNetwork({ trainer, folder: at(name), job });
};

test.each([{ test: 0 }, { validation: 1 }, { train: 0 }])('refuses music with %j of it', async (few) => {
  const trainer = rightTrainer(0, { compositions: { ...enough, ...few } });
  await expect(train('few', trainer)).rejects.toThrow(
    /too few compositions.*each needs 2 at least. Add music/,
  );
});

test('ends where the loss is no number, and says so', async () => {
  await expect(train('diverged', rightTrainer(0, { loss: NaN }))).rejects.toThrow(
    /at step 20 the loss is no/,
  );
});

test.each([
  ['best.safetensors is gone', (folder: string) => rm(`${folder}/best.safetensors`)],
  ['best.json is gone', (folder: string) => rm(`${folder}/best.json`)],
  ['best.json is cut off', (folder: string) => writeFile(`${folder}/best.json`, '{"step":')],
])('where %s, the last checkpoint is the best', async (name, spoil) => {
  const best = { best: at(name, 'best.safetensors'), reciprocalRank: 1 };
  expect(await train(name, rightTrainer(0))).toEqual({ ...best, step: 20 });
  await spoil(at(name));
  expect(await train(name, rightTrainer(40))).toEqual({ ...best, step: 40 });
});

test('a picture of the log is new at each look, and tells of what was made last where steps were made twice', async () => {
  await train('pictured', rightTrainer(0));
  const picture = () => readFile(at('pictured', 'log.svg'), 'utf8');
  expect(await picture()).toContain('>Training: 40 steps</text>');
  const line = JSON.stringify({ step: 30, loss: 9, validation: { reciprocalRank: 0.25 } });
  await appendFile(at('pictured', 'log.jsonl'), `${line}\n{"step":\n`);
  await train('pictured', rightTrainer(30));
  const points = /<polyline points="([^"]*)"/.exec(await picture())?.[1].split(' ');
  expect(points).toHaveLength(3);
});
