import { cpSync } from 'node:fs';
import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { beforeAll, expect, it } from 'vitest';
import { openRunScorers, openScorers } from '../../../../src/cli/runtime/models/openScorers.js';
import { configSchema } from '../../../../src/config.js';
import type { Clip } from '../../../../src/domain/clip.js';
import { projectionsOf } from '../../../../src/ports/projections.js';
import { mashstream } from '../../../support/mashstream.js';
import { enterSong } from '../../../support/matchedState.js';
import { writePostMixNet, writePreMixNet } from '../../../support/mixNetModel.js';
import { pulsingStems } from '../../../support/pulsingStems.js';
import { temporaryDirectory } from '../../../support/temporaryDirectory.js';
import { withinState } from '../../../support/withinState.js';

const at = temporaryDirectory();
let clips: readonly Clip[] = [];
/** By the worker that heard them first. */
let first: readonly number[] = [];

/** Scores of two songs in either role by a worker that begins now, as it is configured. */
const judged = (data: string, changes: object = {}, open = openRunScorers): Promise<readonly number[]> =>
  withinState(data, open === openRunScorers ? 'run' : 'look', async (state) => {
    const config = configSchema.parse({ data, scorer: 'premixnet', model: at('pre'), ...changes });
    const scorers = await open({ config, state }, () => undefined);
    const { scorer, release } = scorers.take();
    try {
      const harmonics = clips.map((clip, i) => ({ clip, shift: 2 * i }));
      return (await scorer.score(clips[0], harmonics, clips)).flat().map(({ score }) => score);
    } finally {
      release();
      await scorers.close();
    }
  });

/** `mute`: two songs that nobody has heard; `heard`: by a PreMixNet. */
beforeAll(async () => {
  await writePreMixNet(at('pre'), { kept: 'float16' });
  await writePreMixNet(at('other'), { kept: 'float16', seed: 'other' });
  await writePostMixNet(at('post'));
  await writePostMixNet(at('other post'), { seed: 'other' });
  await withinState(at('mute'), 'run', async (state) => {
    for (const [i, name] of ['a', 'b'].entries()) {
      const stems = await pulsingStems(state.blobs, name, { pitch: 220 + 80 * i, seconds: 34 });
      clips = [...clips, await enterSong(state, { name, stems })];
    }
  });
  first = await judged(copyOf('mute', 'heard'));
}, 180_000);

/** A data folder of one's own; another may not be at work in it. */
function copyOf(folder: 'mute' | 'heard', name: string): string {
  cpSync(at(folder), at(name), { recursive: true });
  return at(name);
}

const keptOf = (data: string, clip: Clip): Promise<readonly string[]> =>
  withinState(data, 'look', ({ blobs }) => blobs.list(projectionsOf(clip.clipId)));
const countsOf = (data: string): Promise<readonly number[]> =>
  Promise.all(clips.map(async (clip) => (await keptOf(data, clip)).length));
/** Without the sound nothing can be heard: what is judged then was found. */
const loseSound = (data: string): Promise<void> => rm(`${data}/blobs/stems`, { recursive: true });

it('what one worker heard the next one finds, and who only looks; another model hears by itself', async () => {
  const data = copyOf('heard', 'found');
  expect(new Set(first.map((score) => score.toFixed(4))).size).toBe(4);
  expect(await countsOf(data)).toEqual([3, 2]);
  await loseSound(data);
  expect(await judged(data)).toEqual(first);
  expect(await judged(data, {}, openScorers)).toEqual(first);
  await expect(judged(data, { model: at('other') })).rejects.toMatchObject({ code: 'corrupt-blob' });
});

it('who only looks keeps nothing', async () => {
  const data = copyOf('mute', 'looked at');
  expect(await judged(data, {}, openScorers)).toEqual(first);
  expect(await countsOf(data)).toEqual([0, 0]);
});

it('PostMixNets hear alike: another model needs no sound', async () => {
  const data = copyOf('mute', 'by post');
  const one = await judged(data, { scorer: 'postmixnet', model: at('post') });
  await loseSound(data);
  expect(await judged(data, { scorer: 'postmixnet', model: at('other post') })).not.toEqual(one);
});

it('what is damaged is heard anew, and kept whole', async () => {
  const data = copyOf('heard', 'damaged');
  const [key] = await keptOf(data, clips[0]);
  const path = `${data}/blobs/${key}`;
  const whole = await readFile(path);
  const bytes = Buffer.from(whole);
  bytes[100] ^= 1;
  await writeFile(path, bytes);
  expect(await judged(data)).toEqual(first);
  expect(await readFile(path)).toEqual(whole);
});

it('projectionBytes says how much is kept', async () => {
  const bytesOf = async (data: string): Promise<number> => {
    const keys = (await Promise.all(clips.map((clip) => keptOf(data, clip)))).flat();
    const sizes = await Promise.all(keys.map((key) => stat(`${data}/blobs/${key}`)));
    return sizes.reduce((sum, { size }) => sum + size, 0);
  };
  // 256 rows of 32 numbers of 16 bits, and a byte that says so, of five variants.
  const all = await bytesOf(at('heard'));
  expect(all).toBe(5 * (256 * 32 * 2 + 1));
  const none = copyOf('mute', 'none');
  expect(await judged(none, { projectionBytes: 0 })).toEqual(first);
  expect(await bytesOf(none)).toBe(0);
  const little = copyOf('heard', 'little');
  await judged(little, { projectionBytes: Math.floor(all * 0.8), model: at('other') });
  expect(await bytesOf(little)).toBeLessThanOrEqual(all * 0.8);
  expect(await bytesOf(little)).toBeGreaterThan(0);
});

it('goes with its song, which is removed', async () => {
  const data = copyOf('heard', 'removed');
  const { code } = await mashstream('remove', 'song:b', '--data', data);
  expect([code, await countsOf(data)]).toEqual([0, [3, 0]]);
});
