import { readdir, rm } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { ffmpegEncoder } from '../../../../src/adapters/ffmpeg/ffmpegEncoder.js';
import { fileBlobStore } from '../../../../src/adapters/files/fileBlobStore.js';
import { fileWorkspaces } from '../../../../src/adapters/files/fileWorkspaces.js';
import { readMixShard } from '../../../../src/adapters/training/mixShards.js';
import { melScale } from '../../../../src/audio/mel/melFilters.js';
import { exampleClips } from '../../../../src/cli/runtime/examples/exampleClips.js';
import { writeExamples } from '../../../../src/cli/runtime/examples/writeExamples.js';
import { stamped, type Clip } from '../../../../src/domain/clip.js';
import { heardClip } from '../../../../src/model/training/heardClip.js';
import type { MixClip } from '../../../../src/model/training/mixClip.js';
import { clipOf } from '../../../support/clips.js';
import { makeSound } from '../../../support/makeSound.js';
import { temporaryDirectory } from '../../../support/temporaryDirectory.js';

const at = temporaryDirectory();
const blobs = fileBlobStore(at('blobs'));

const tone = (name: string, frequency: number): string =>
  makeSound(at(`${name}.flac`), {
    source: `sine=frequency=${frequency}:duration=34`,
    args: ['-ac', '2', '-ar', '44100'],
  });

async function clipWith(clipId: string): Promise<Clip> {
  const put = (name: string, frequency: number) =>
    blobs.putFile(`stems/${clipId}/${name}.flac`, tone(name, frequency));
  const stems = {
    ...{ vocals: await put('vocals', 1000), bass: await put('bass', 4000) },
    ...{ other: await put('other', 2000), drums: await put('drums', 8000) },
  };
  return stamped({ ...clipOf(clipId), stems });
}

const tools = { blobs, workspaces: fileWorkspaces(at('work')), encoder: ffmpegEncoder() };
const write = (clips: readonly Clip[], folder = at('examples')) =>
  writeExamples({
    ...{ folder, tools, onFailure: (message: string) => failures.push(message) },
    clips: exampleClips(clips.map((clip) => ({ clip, composition: clip.clipId, split: 'train' }))),
  });
const failures: string[] = [];

/** The band in which a tone lies. */
const bandOf = (hertz: number): number => {
  const [low, high] = [melScale.toMel(30), melScale.toMel(16_000)];
  return Math.round(((melScale.toMel(hertz) - low) / (high - low)) * 129) - 1;
};
const loudest = (mel: Uint8Array, frame = 512): number => {
  const row = [...mel.subarray(frame * 128, (frame + 1) * 128)];
  return row.indexOf(Math.max(...row));
};

it('writes what is heard of the stems of each clip at all shifts, once', async () => {
  const [one, two] = [await clipWith('one'), await clipWith('two')];
  expect(await write([one, two])).toEqual({ made: 2, there: 0, failed: 0 });
  expect(await write([one, two])).toEqual({ made: 0, there: 2, failed: 0 });
  expect(await readdir(at('work'))).toEqual([]);
  const files = (await readdir(at('examples'))).filter((name) => name.endsWith('.safetensors'));
  const shards = await Promise.all(files.map((name) => readMixShard(at('examples', name))));
  const clip = shards.flat().find(({ clipId }) => clipId === 'one');
  if (!clip) throw new Error('it was left out');
  expect(clip).toMatchObject({ song: 'one', split: 'train', relativeMajor: 0, bpm: 120 });
  expect(clip.percussion).toHaveLength(1024 * 128);
  expect(loudest(clip.percussion)).toBe(bandOf(8000));
  for (const [shift, mel] of clip.vocal)
    expect(Math.abs(loudest(mel) - bandOf(1000 * 2 ** (shift / 12)))).toBeLessThanOrEqual(1);
  const { semitones } = clip;
  if (!semitones) throw new Error('half semitones were left out');
  expect(semitones.percussion).toHaveLength(1024 * 140);
  const row = (mel: MixClip, shift: number) => loudest(mel.vocal.get(shift) ?? new Uint8Array());
  for (const shift of [-3, 0, 2])
    expect(row(heardClip(clip, 'semitones'), shift)).toBe(Math.round(24 * Math.log2(1000 / 55)) + 2 * shift);
  // Both of its stems, one as loud as the other.
  const harmonic = clip.harmonic.get(0) ?? new Uint8Array();
  const [a, b, between] = [2000, 4000, 2800].map((hertz) => harmonic[512 * 128 + bandOf(hertz)]);
  expect(Math.min(a, b)).toBeGreaterThan(between + 60);
});

it('removes files of clips that have gone, and goes on where a clip is lost', async () => {
  const [stays, goes, lost] = [await clipWith('stays'), await clipWith('goes'), await clipWith('lost')];
  await write([stays, goes], at('some'));
  await rm(at('blobs', lost.stems.drums?.key ?? ''));
  expect(await write([stays, lost], at('some'))).toEqual({ made: 0, there: 1, failed: 1 });
  expect(failures).toEqual([expect.stringMatching(/^A clip of .*lost.ogg was left out: /)]);
  expect((await readdir(at('some'))).filter((name) => name.endsWith('.safetensors'))).toHaveLength(1);
});

it('leaves out clips without some role, and splits others by folds', () => {
  const clips = Array.from({ length: 6 }, (_, i) => ({ clip: clipOf(`c${i}`), composition: `song ${i}` }));
  const mute = { ...clipOf('mute'), supplies: { vocal: false, harmonic: true, percussion: true } };
  const all = exampleClips([...clips, { clip: mute, composition: 'mute' }], { fold: 0, of: 3 });
  expect(all.map(({ split }) => split).sort()).toEqual([
    ...['test', 'test', 'train', 'train', 'validation', 'validation'],
  ]);
});
