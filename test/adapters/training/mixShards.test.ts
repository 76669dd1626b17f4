import { readFile, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { decodeSafetensors, encodeSafetensors } from '../../../src/adapters/files/safetensors.js';
import { readMixShard, writeMixShard } from '../../../src/adapters/training/mixShards.js';
import type { MixClip } from '../../../src/model/training/mixClip.js';
import { temporaryDirectory } from '../../support/temporaryDirectory.js';

const at = temporaryDirectory();
const shifts = [-3, -2, -1, 0, 1, 2, 3];
const clipOf = (frames: number, value: number): MixClip => {
  const mel = (by: number) => new Uint8Array(frames * 128).fill(value + by);
  const variants = (by: number) => new Map(shifts.map((shift) => [shift, mel(by + shift)]));
  return {
    ...({
      clipId: `clip ${value}`,
      song: `song ${value}`,
      split: 'test',
      relativeMajor: 3,
      bpm: 99.5,
    } as const),
    ...{ vocal: variants(0), harmonic: variants(10), percussion: mel(20) },
  };
};

test('clips are read as they were written', async () => {
  const clips = [clipOf(16, 5), clipOf(32, 50)];
  await writeMixShard(at('whole'), clips);
  expect(await readMixShard(at('whole'))).toEqual(clips);
});

test('half semitones are kept where there are any; of another version they are left out', async () => {
  const wide = (by: number) => new Uint8Array(16 * 140).fill(by);
  const semitones = { vocal: wide(1), harmonic: wide(2), percussion: wide(3) };
  const clip = clipOf(16, 5);
  await writeMixShard(at('semitones'), [{ ...clip, semitones }, clip]);
  expect(await readMixShard(at('semitones'))).toEqual([{ ...clip, semitones }, clip]);
  const { tensors, facts } = decodeSafetensors(await readFile(at('semitones')), 'a file');
  await writeFile(at('semitones'), encodeSafetensors({ tensors, facts: { ...facts, semitones: '0' } }));
  expect(await readMixShard(at('semitones'))).toEqual([clip, clip]);
});

test.each([
  ['no JSON', () => 'nothing'],
  ['of more frames', (facts: string) => facts.replace('"frames":16', '"frames":160')],
  ['of a bad split', (facts: string) => facts.replace('"test"', '"some"')],
  ['of more clips', (facts: string) => facts.replace(/\[(.*)\]/, '[$1,$1]')],
])('facts that are %s are refused, with what to do', async (_, spoil) => {
  await writeMixShard(at('spoilt'), [clipOf(16, 5)]);
  const { tensors, facts } = decodeSafetensors(await readFile(at('spoilt')), 'a file');
  await writeFile(at('spoilt'), encodeSafetensors({ tensors, facts: { clips: spoil(facts['clips']) } }));
  await expect(readMixShard(at('spoilt'))).rejects.toMatchObject({
    code: 'unreadable',
    message: expect.stringMatching(/spoilt: something is missing or damaged. Remove the file/) as string,
  });
});

test('a file that is cut off is refused', async () => {
  await writeMixShard(at('cut'), [clipOf(16, 5)]);
  await writeFile(at('cut'), (await readFile(at('cut'))).subarray(0, -100));
  await expect(readMixShard(at('cut'))).rejects.toMatchObject({ code: 'unreadable' });
});

test('a clip without some shift is not written', async () => {
  const clip = { ...clipOf(16, 5), harmonic: new Map([[0, new Uint8Array(16 * 128)]]) };
  await expect(writeMixShard(at('less'), [clip])).rejects.toMatchObject({ code: 'internal' });
});
