import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { reloadStems } from '../../../src/operators/ingest/reloadStems.js';
import { clipOf } from '../../support/clips.js';
import { ingestWorld, trackRecord } from '../../support/ingestWorld.js';
import { through } from '../../support/through.js';

const world = ingestWorld();
const stored = (key: string): ReturnType<ReturnType<typeof world>['blobs']['putBytes']> =>
  world().blobs.putBytes(key, new TextEncoder().encode(key));

describe('reloadStems', () => {
  it('brings back what an earlier version stored by role under the names of stems, and says where it is stored', async () => {
    const stems = {
      vocal: await stored('clips/a/vocal.flac'),
      harmonic: await stored('clips/a/harmonic.flac'),
      percussion: await stored('clips/a/percussion.flac'),
    };
    const first = { ...clipOf('a'), stems, region: { start: 30, duration: 40 }, ordinal: 0 };
    const second = { ...clipOf('b'), stems: { vocal: await stored('clips/b/vocal.flac') }, ordinal: 3 };
    const work = { kind: 'corrected' as const, record: trackRecord(), clips: [first, second] };
    const { values, settle } = await through(reloadStems(world()), work);
    const [{ regions }] = values;
    expect(regions.map(({ separator }) => separator)).toEqual([first.separator, second.separator]);
    expect(regions.map(({ ordinal, region, stored: kept }) => ({ ordinal, region, kept }))).toEqual([
      { ordinal: 0, region: first.region, kept: stems },
      { ordinal: 3, region: second.region, kept: second.stems },
    ]);
    const text = async (path = ''): Promise<string> => readFile(path, 'utf8');
    expect(Object.keys(regions[0].stems).sort()).toEqual(['drums', 'other', 'vocals']);
    expect(await text(regions[0].stems.vocals)).toBe('wav(clips/a/vocal.flac)');
    expect(await text(regions[0].stems.other)).toBe('wav(clips/a/harmonic.flac)');
    expect(await text(regions[0].stems.drums)).toBe('wav(clips/a/percussion.flac)');
    expect(Object.keys(regions[1].stems)).toEqual(['vocals']);
    expect(await text(regions[1].stems.vocals)).toBe('wav(clips/b/vocal.flac)');
    settle();
    await expect.poll(() => world().open()).toEqual([]);
  });

  it('brings bass and other back apart', async () => {
    const stems = { bass: await stored('stems/t/r/bass.flac'), other: await stored('stems/t/r/other.flac') };
    const work = { kind: 'corrected' as const, record: trackRecord(), clips: [{ ...clipOf('a'), stems }] };
    const { values } = await through(reloadStems(world()), work);
    expect(Object.keys(values[0].regions[0].stems).sort()).toEqual(['bass', 'other']);
  });

  it('says which song has lost what, and how to mend it', async () => {
    const stems = { bass: await stored('stems/t/r/bass.flac') };
    await world().blobs.removePrefix('stems/');
    const work = { kind: 'corrected' as const, record: trackRecord(), clips: [{ ...clipOf('a'), stems }] };
    const { errors } = await through(reloadStems(world()), work);
    expect(errors).toMatchObject([
      { code: 'corrupt-blob', message: expect.stringContaining('remove track-a') as string },
    ]);
  });
});
