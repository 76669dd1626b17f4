import { copyFile, readdir, rm } from 'node:fs/promises';
import { beforeEach, expect, it } from 'vitest';
import { ffmpegEncoder } from '../../../../src/adapters/ffmpeg/ffmpegEncoder.js';
import { fileBlobStore } from '../../../../src/adapters/files/fileBlobStore.js';
import { fileWorkspaces } from '../../../../src/adapters/files/fileWorkspaces.js';
import { featureStore } from '../../../../src/adapters/features/featureStore.js';
import { madeStems } from '../../../../src/cli/runtime/evaluating/madeStems.js';
import { separatedClips } from '../../../../src/cli/runtime/evaluating/separatedClips.js';
import type { Clip } from '../../../../src/domain/clip.js';
import type { SeparationJob, Separator } from '../../../../src/ports/separator.js';
import { clipOf } from '../../../support/clips.js';
import { makeSound } from '../../../support/makeSound.js';
import { temporaryDirectory } from '../../../support/temporaryDirectory.js';

const at = temporaryDirectory();
const blobs = fileBlobStore(at('blobs'));

/** Leaves the whole mix in each stem. */
let jobs: SeparationJob[] = [];
const lazy: Separator = {
  ...{ name: 'lazy', licence: 'none' },
  async separate(job) {
    jobs.push(job);
    for (const output of Object.values(job.outputs)) await copyFile(job.input, output);
  },
  close: () => Promise.resolve(),
};
beforeEach(() => (jobs = []));

const tone = (name: string, frequency: number): string =>
  makeSound(at(`${name}.flac`), {
    source: `sine=frequency=${frequency}:duration=6`,
    args: ['-ac', '2', '-ar', '44100'],
  });

/** A voice on A, a harmony on C. */
async function clipWith(clipId: string, separator: string): Promise<Clip> {
  const put = (name: string, frequency: number) =>
    blobs.putFile(`stems/${clipId}/${name}.flac`, tone(name, frequency));
  const stems = { vocals: await put('vocals', 440), other: await put('other', 523.25) };
  return { ...clipOf(clipId), stems, separator: { name: separator, licence: 'none' } };
}

const options = () => {
  const stems = madeStems(featureStore(blobs));
  const workspaces = fileWorkspaces(at('work'));
  return {
    ...{ blobs, stems, workspaces },
    encoder: ffmpegEncoder(),
    separator: lazy,
    folder: at('separated'),
  };
};

it('has stems of the sum of ready ones on the same beats, of each clip once', async () => {
  const [ready, other] = [await clipWith('ready', 'ready'), await clipWith('other', 'htdemucs')];
  const using = options();
  const made = await separatedClips([ready, other], using);
  expect([...made.keys()]).toEqual([ready]);
  const clip = made.get(ready);
  if (!clip) throw new Error('it was left out');
  const { features } = await using.stems.stem(clip, 'vocal');
  expect(features.beats).toBe(64);
  // What the separator left in the voice: its A, and the harmony's C.
  const [a, c, d] = [9, 0, 2].map((pitch) => features.chroma[12 * 5 + pitch]);
  expect(Math.min(a, c)).toBeGreaterThan(20 * d);
  const heard = await using.stems.rows(clip, 'vocal');
  expect(heard.beats).toBe(64);
  // A4, C5 and D4, on the fifth beat.
  const [a4, c5, d4] = [69, 72, 62].map((pitch) => heard.rows[244 * 5 + pitch - 36]);
  expect(Math.min(a4, c5)).toBeGreaterThan(d4 + 100);

  await separatedClips([ready], options());
  expect([jobs.length, await readdir(at('work'))]).toEqual([1, []]);
});

it('tells of clips whose stems are lost, and goes on', async () => {
  const [lost, whole] = [await clipWith('lost', 'ready'), await clipWith('whole', 'ready')];
  await rm(at('blobs', lost.stems.vocals?.key ?? ''));
  const told: string[] = [];
  const onLost = ({ clipId }: Clip): number => told.push(clipId);
  const made = await separatedClips([lost, whole], { ...options(), onLost });
  expect([told, [...made.keys()]]).toEqual([['lost'], [whole]]);
});
