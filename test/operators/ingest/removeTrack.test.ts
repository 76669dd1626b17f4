import { describe, expect, it } from 'vitest';
import { forgetTrack, removeTrack } from '../../../src/operators/ingest/removeTrack.js';
import type { TrackRecord } from '../../../src/ports/trackRecord.js';
import { clipOf } from '../../support/clips.js';
import { ingestWorld, trackRecord } from '../../support/ingestWorld.js';
import { through } from '../../support/through.js';

const world = ingestWorld();

async function indexed(clipIds: readonly string[]): Promise<TrackRecord> {
  for (const clipId of [...clipIds, 'other']) {
    await world().catalogue.putClip(clipOf(clipId, { trackId: clipId === 'other' ? 'other' : 'track' }));
    await world().blobs.putBytes(`clips/${clipId}/vocal.flac`, new Uint8Array([1]));
    await world().blobs.putBytes(`projections/${clipId}/m/v.bin`, new Uint8Array([1]));
  }
  for (const id of ['track', 'other'])
    await world().blobs.putBytes(`stems/${id}/r/vocals.flac`, new Uint8Array([1]));
  const record = trackRecord({ complete: true, clipIds });
  await world().catalogue.putTrack(record);
  return record;
}

describe('removeTrack', () => {
  it('takes clips and blobs away and withdraws everything that was said of them', async () => {
    const track = await indexed(['a', 'b']);
    const { values } = await through(removeTrack(world()), { kind: 'removed' as const, track });
    expect(values[0].outputs.map(({ topic, key, value }) => [topic, key, value])).toEqual([
      ['mashups', 'a', null],
      ['rerank', 'a', null],
      ['clips', 'a', null],
      ['mashups', 'b', null],
      ['rerank', 'b', null],
      ['clips', 'b', null],
    ]);
    expect(await world().catalogue.scanClips('', 10)).toMatchObject([{ clipId: 'other' }]);
    expect(await world().blobs.list('')).toEqual([
      expect.stringMatching(/^clips\/other\/vocal\./),
      expect.stringMatching(/^projections\/other\/m\/v\./),
      expect.stringMatching(/^stems\/other\/r\/vocals\./),
    ]);
  });

  it('forgets the track only when the last word of it is durable, so that a crash removes it again', async () => {
    const track = await indexed(['a']);
    const { values } = await through(removeTrack(world()), { kind: 'removed' as const, track });
    expect(await world().catalogue.getTrack('track')).toEqual(track);
    await through(forgetTrack(world()), values[0]);
    expect(await world().catalogue.getTrack('track')).toBeUndefined();
    // Once more, as after a crash: nothing is missing that would stop it.
    expect((await through(removeTrack(world()), { kind: 'removed' as const, track })).errors).toEqual([]);
  });

  it('takes only the clip named, not those whose id begins the same', async () => {
    const track = await indexed(['a']);
    const { key } = await world().blobs.putBytes('clips/ab/vocal.flac', new Uint8Array([1]));
    await through(removeTrack(world()), { kind: 'removed' as const, track });
    expect(await world().blobs.list('')).toContain(key);
  });
});
