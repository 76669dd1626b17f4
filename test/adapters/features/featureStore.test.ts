import { beforeEach, describe, expect, it } from 'vitest';
import { fileBlobStore } from '../../../src/adapters/files/fileBlobStore.js';
import { featureStore } from '../../../src/adapters/features/featureStore.js';
import { encodeNpy } from '../../../src/audio/files/npy.js';
import type { BlobRef } from '../../../src/domain/blobRef.js';
import type { Clip } from '../../../src/domain/clip.js';
import type { BlobStore } from '../../../src/ports/blobStore.js';
import { clipOf, storedClip } from '../../support/clips.js';
import { temporaryDirectory } from '../../support/temporaryDirectory.js';

const directory = temporaryDirectory();
let reads = 0;
let blobs: BlobStore;
beforeEach(() => {
  reads = 0;
  const files = fileBlobStore(directory());
  blobs = { ...files, readBytes: (ref) => (reads++, files.readBytes(ref)) };
});

describe('featureStore', () => {
  it('reads the features of a role once', async () => {
    const clip = await storedClip('a', {}, blobs);
    const store = featureStore(blobs);
    const [first, again] = await Promise.all([store.stem(clip, 'vocal'), store.stem(clip, 'vocal')]);
    expect(first).toBe(again);
    expect(first.beats).toBe(64);
    expect(first.features.chroma).toHaveLength(64 * 12);
    expect(first.features.onsets).toHaveLength(64 * 24);
    expect(reads).toBe(1);
    expect(await store.stem(clip, 'percussion')).not.toBe(first);
    expect(reads).toBe(2);
  });

  it('gives a part as it is played under a voice: its own bars, in half or double time', async () => {
    const starts = { vocal: 3, harmonic: 2, percussion: 1 };
    const clip = { ...(await storedClip('a', {}, blobs)), bars: 12, starts };
    const [own, slow] = [clip, clipOf('slow', { bpm: 61 })];
    const store = featureStore(blobs);
    const all = await store.stem({ ...clip, bars: 16, starts: undefined }, 'harmonic');
    const chromaOf = async (seed?: Clip): Promise<readonly number[]> => [
      ...(await store.stem(clip, 'harmonic', seed)).features.chroma.subarray(0, 12),
    ];
    const beat = (n: number): readonly number[] => [...all.features.chroma.subarray(n * 12, (n + 1) * 12)];
    expect(await chromaOf(clipOf('b'))).toEqual(beat(8));
    expect(await chromaOf(own)).toEqual(beat(12));
    expect(await chromaOf()).toEqual(beat(12));
    expect((await store.stem(clip, 'harmonic', slow)).beats).toBe(24);
    expect(await store.ownStem(clip, 'harmonic', slow)).toBe(await store.stem(clip, 'harmonic', clipOf('b')));
    expect([store.ratio(clip, slow), store.ratio(clip, own)]).toEqual([0.5, 1]);
  });

  it('reads the arrays that clips of earlier versions keep each for itself', async () => {
    const clip = await storedClip('a', {}, blobs);
    const { beats, features } = await featureStore(blobs).stem(clip, 'vocal');
    const put = (name: string, data: Float32Array, shape: number[]): Promise<BlobRef> =>
      blobs.putBytes(`clips/a/${name}.npy`, encodeNpy({ data, shape }));
    const apart = {
      'vocal-chroma': await put('vocal-chroma', features.chroma, [beats, 12]),
      'vocal-onsets': await put('vocal-onsets', features.onsets, [beats * 12, 2]),
      'vocal-bands': await put('vocal-bands', features.bands, [beats, 3]),
    };
    const earlier = await featureStore(blobs).stem({ ...clip, features: apart }, 'vocal');
    expect(earlier.features).toEqual(features);
  });

  it('forgets what was used longest ago', async () => {
    const clips = await Promise.all(['a', 'b', 'c'].map((id) => storedClip(id, {}, blobs)));
    const store = featureStore(blobs, { stems: 2 });
    const [a, b, c] = clips;
    for (const clip of [a, b, a, c]) await store.stem(clip, 'vocal');
    expect(reads).toBe(3);
    await store.stem(a, 'vocal');
    expect(reads).toBe(3);
    await store.stem(b, 'vocal');
    expect(reads).toBe(4);
  });

  it('gives rows of semitones as they are played under a voice, and reads them once', async () => {
    const starts = { vocal: 3, harmonic: 2, percussion: 1 };
    const clip = { ...(await storedClip('a', {}, blobs)), bars: 12, starts };
    const slow = clipOf('slow', { bpm: 61 });
    const store = featureStore(blobs);
    const whole = await store.rows({ ...clip, bars: 16, starts: undefined }, 'harmonic');
    expect([whole.beats, whole.rows.length]).toEqual([64, 64 * 4 * 61]);
    const under = await store.rows(clip, 'harmonic', clipOf('b'));
    expect(under).toEqual({ beats: 48, rows: whole.rows.subarray(8 * 244, 56 * 244) });
    expect((await store.rows(clip, 'harmonic')).rows).toEqual(whole.rows.subarray(12 * 244, 60 * 244));
    expect(await store.rows(clip, 'harmonic', slow)).toMatchObject({ beats: 24 });
    expect(reads).toBe(4);
    expect(await store.rows(clip, 'harmonic', clipOf('c'))).toBe(under);
    expect(reads).toBe(4);
  });

  it('keeps as many rows as it is told, whatever stems it keeps', async () => {
    const clips = await Promise.all(['a', 'b', 'c'].map((id) => storedClip(id, {}, blobs)));
    const store = featureStore(blobs, { rows: 2 });
    const [a, b, c] = clips;
    for (const clip of [a, b, a, c, a]) await store.rows(clip, 'vocal');
    expect(reads).toBe(3);
    for (const clip of clips) await store.stem(clip, 'vocal');
    await store.rows(a, 'vocal');
    expect(reads).toBe(6);
    await store.rows(b, 'vocal');
    expect(reads).toBe(7);
  });

  it('reads a clip again that was analysed anew', async () => {
    const clip = await storedClip('a', {}, blobs);
    const other = await storedClip('other', {}, blobs);
    const store = featureStore(blobs);
    const before = await store.stem(clip, 'vocal');
    expect(await store.stem({ ...clip, features: other.features }, 'vocal')).not.toBe(before);
  });

  it('says what is missing, and looks again the next time', async () => {
    const store = featureStore(blobs);
    await expect(store.stem(clipOf('a'), 'vocal')).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringContaining('vocal-rules') as string,
    });
    await expect(store.rows(clipOf('a'), 'vocal')).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringContaining('vocal-rows') as string,
    });
    const clip = await storedClip('b', {}, blobs);
    await blobs.removePrefix('clips/b/');
    await expect(store.stem(clip, 'vocal')).rejects.toMatchObject({ code: 'corrupt-blob' });
    await expect(store.rows(clip, 'vocal')).rejects.toMatchObject({ code: 'corrupt-blob' });
    await storedClip('b', {}, blobs);
    expect((await store.stem(clip, 'vocal')).beats).toBe(64);
    expect((await store.rows(clip, 'vocal')).beats).toBe(64);
  });
});
