import { mkdir } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { baseMusic } from '../../../../src/cli/runtime/retraining/baseMusic.js';
import { mashstream } from '../../../support/mashstream.js';
import { temporaryDirectory } from '../../../support/temporaryDirectory.js';
import { writeBaseMusic } from '../../../support/writeBaseMusic.js';

const at = temporaryDirectory();

describe('music taught beside songs', () => {
  it('is three compositions a song, by whole files, and is told of', async () => {
    await writeBaseMusic(at('own songs'), 24);
    const some = await baseMusic(at('own songs'), 1);
    expect(some.shards).toEqual([at('own songs', 'windows 0.safetensors')]);
    const all = await baseMusic(at('own songs'), 20);
    expect(all.shards).toHaveLength(3);
    // Those of the 24 that are there to teach.
    expect(all.data).toMatchObject([{ name: 'own songs', licence: 'unknown', compositions: 17 }]);
    expect(await baseMusic(undefined, 20)).toEqual({ shards: [], data: [] });
  });

  it('is looked for in the folder of a training', async () => {
    await writeBaseMusic(at('trained', 'work', 'windows'), 8);
    expect((await baseMusic(at('trained'), 1)).shards).toEqual([
      at('trained', 'work', 'windows', 'windows 0.safetensors'),
    ]);
  });

  it.each([
    ['missing', /nowhere is no folder \(--retrain-music\)\. Name a folder that mashstream train has filled/],
    ['empty', /there are no training windows in .*empty \(--retrain-music\)/],
  ])('that is %s ends a run before any work', async (which, message) => {
    await mkdir(at('empty'), { recursive: true });
    const folder = which === 'empty' ? at('empty') : at('nowhere');
    const { code, stderr } = await mashstream(
      ...['run', 'collect', 'retrain', '--data', at('data'), '--retrain-music', folder],
    );
    expect([code, stderr]).toEqual([1, expect.stringMatching(message)]);
  });
});
