import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { featureStore } from '../../../../src/adapters/features/featureStore.js';
import { evaluatedClips } from '../../../../src/cli/runtime/evaluating/evaluatedClips.js';
import { openState } from '../../../../src/cli/runtime/wiring/openState.js';
import { stamped, type Clip } from '../../../../src/domain/clip.js';
import { enterSong } from '../../../support/matchedState.js';
import { temporaryDirectory } from '../../../support/temporaryDirectory.js';

const at = temporaryDirectory();
const found = async (split?: 'test') => {
  const state = openState(at('data'), 'look');
  return evaluatedClips(state.catalogue, featureStore(state.blobs), split).finally(() => state.close());
};

beforeAll(async () => {
  const state = openState(at('data'), 'run');
  /** A song in a folder of its own, beside which song.json may lie. */
  const enter = async (name: string, change: Partial<Clip> = {}, song?: string): Promise<Clip> => {
    const clip = await enterSong(state, { name, artist: 'Artist' });
    const uri = at('songs', name, 'vocals.wav');
    if (song !== undefined) {
      await mkdir(dirname(uri), { recursive: true });
      await writeFile(at('songs', name, 'song.json'), song);
    }
    const changed = stamped({ ...clip, source: { ...clip.source, uri }, ...change });
    await state.catalogue.putClip(changed);
    return changed;
  };
  await enter('plain');
  await enter('told', {}, '{ "composition": "a piece", "split": "test" }');
  await enter('odd', {}, '{ "split": 7 }');
  await enter('doubtful', { trusted: false, doubts: ['weak-key', 'weak-beats'] });
  await enter('no drums', { supplies: { vocal: true, harmonic: true, percussion: false } });
  await enter('earlier', { featuresVersion: '3' });
  const lost = await enter('lost');
  await state.close();
  for (const ref of Object.values(lost.features)) if (ref) await rm(at('data/blobs', ref.key));
});

it('takes trusted clips with whole features, by what song.json or their tags say', async () => {
  const { clips } = await found();
  expect(clips.map(({ composition }) => composition).sort()).toEqual([
    'Artist – no drums',
    'Artist – plain',
    'a piece',
  ]);
});

it('tells what it leaves out and why, and loses nothing else', async () => {
  const { notes, problems } = await found();
  expect(notes).toEqual([
    expect.stringMatching(/^left out: clips that an earlier version analysed \(1\)/),
    expect.stringMatching(/^left out: clips whose analysis is in doubt \(1: weak-beats, weak-key\)/),
    expect.stringMatching(/^clips without drums \(1\)/),
  ]);
  expect(problems).toEqual([
    expect.stringMatching(/odd.song\.json: it needs a "composition".*its song was left out/),
    expect.stringMatching(/^A clip of .*lost.*was left out: /),
  ]);
});

it('takes one split alone where it is asked for', async () => {
  expect((await found('test')).clips.map(({ composition }) => composition)).toEqual(['a piece']);
});
