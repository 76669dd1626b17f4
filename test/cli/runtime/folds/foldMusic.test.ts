import { expect, it } from 'vitest';
import { readMixShard } from '../../../../src/adapters/training/mixShards.js';
import { examplesMusic } from '../../../../src/cli/runtime/folds/foldMusic.js';
import type { Split } from '../../../../src/domain/learning/split.js';
import type { MixClip } from '../../../../src/model/training/mixClip.js';
import { temporaryDirectory } from '../../../support/temporaryDirectory.js';

const at = temporaryDirectory();
const stored = new Uint8Array(16 * 128).fill(3);
const variants = new Map([-3, -2, -1, 0, 1, 2, 3].map((shift) => [shift, stored]));
const example = (song: string): MixClip => ({
  ...({ clipId: `clip of ${song}`, song, split: 'train', relativeMajor: 0, bpm: 100 } as const),
  ...{ vocal: variants, harmonic: variants, percussion: stored },
});

it('has the examples of a fold’s songs with the splits of the fold, and another name for others', async () => {
  const splits = new Map<string, Split>([
    ['a', 'test'],
    ['b', 'validation'],
  ]);
  const music = examplesMusic([example('a'), example('b'), example('c')], splits);
  await music.write(at(music.name));
  const read = await readMixShard(at(music.name));
  expect(read.map(({ song, split }) => [song, split])).toEqual([
    ['a', 'test'],
    ['b', 'validation'],
  ]);
  expect(music.songs).toBe(2);
  const other = examplesMusic([example('a'), example('b')], new Map([...splits, ['b', 'train']] as const));
  expect(other.name).not.toBe(music.name);
  expect(examplesMusic([example('a'), example('b')], splits).name).toBe(music.name);
});

it('holds half semitones where they are to be heard alone, under another name', async () => {
  const wide = new Uint8Array(16 * 140).fill(4);
  const semitones = { vocal: wide, harmonic: wide, percussion: wide };
  const splits = new Map<string, Split>([['a', 'train']]);
  const some = [{ ...example('a'), semitones }];
  const [mel, both] = [examplesMusic(some, splits), examplesMusic(some, splits, 'both')];
  expect(mel.name).toBe(examplesMusic([example('a')], splits).name);
  expect(both.name).not.toBe(mel.name);
  for (const music of [mel, both]) await music.write(at(music.name));
  expect((await readMixShard(at(both.name)))[0].semitones).toEqual(semitones);
  expect((await readMixShard(at(mel.name)))[0]).not.toHaveProperty('semitones');
});
