import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { PipelineError } from '../../../src/errors.js';
import { loadTrack } from '../../../src/operators/ingest/loadTrack.js';
import type { NewTrack } from '../../../src/operators/ingest/trackWork.js';
import type { DecodeJob } from '../../../src/ports/decoder.js';
import type { TrackRecord } from '../../../src/ports/trackRecord.js';
import { ingestWorld, trackRecord } from '../../support/ingestWorld.js';
import { through } from '../../support/through.js';

const world = ingestWorld();
const work = (from: NewTrack['from'], record: Partial<TrackRecord> = {}): NewTrack => ({
  kind: 'new',
  record: trackRecord(record),
  from,
});

describe('loadTrack', () => {
  it('decodes the mix into a workspace that lives until all is settled', async () => {
    const { values, settle, settled } = await through(loadTrack(world()), work({ uri: '/song.mp3' }));
    expect(await readFile(values[0].mix ?? '', 'utf8')).toBe('/song.mp3');
    expect(values[0].stems).toEqual({});
    expect(values[0].regions).toEqual(world().finds.regions);
    expect(world().asked).toEqual(['decode /song.mp3 600', 'plan mix.wav {}', 'key mix']);
    expect(world().open()).toHaveLength(1);
    settle();
    expect(settled).toEqual(['key']);
    await expect.poll(() => world().open()).toEqual([]);
  });

  it('decodes ready stems, and looks for regions in their sum where there is no mix', async () => {
    const stems = { vocals: '/v.wav', drums: '/d.wav' };
    const { values } = await through(loadTrack(world()), work({ stems }));
    expect(Object.keys(values[0].stems).sort()).toEqual(['drums', 'vocals']);
    expect(await readFile(values[0].stems.drums ?? '', 'utf8')).toBe('/d.wav');
    expect(values[0]).not.toHaveProperty('mix');
    expect(world().asked).toContain('plan vocals.wav+drums.wav {}');
    const both = await through(loadTrack(world()), work({ uri: '/m.mp3', stems }));
    expect(both.values[0]).toHaveProperty('mix');
    expect(world().asked).toContain('plan mix.wav {}');
  });

  it('tells the tempo and meter that are known, which say how long a region must be', async () => {
    const given = { bpm: 70, meter: 3 as const, firstDownbeat: 1 };
    await through(loadTrack(world()), work({ uri: '/song.mp3' }, { given }));
    expect(world().asked).toContain('plan mix.wav {"bpm":70,"meter":3}');
  });

  it('remembers what the plan was made for, how long the song is, and what the whole says of its key', async () => {
    const given = { bpm: 70, firstDownbeat: 1 };
    const { values } = await through(loadTrack(world()), work({ uri: '/song.mp3' }, { given }));
    const keyVote = { scores: Array.from({ length: 24 }, () => 0), tuning: 0, tuningClarity: 0 };
    expect(values[0].record.decoded).toEqual({
      ...{ duration: 180, notes: [], keyVote },
      plannedFor: { bpm: 70 },
    });
  });

  it.each([
    [600, 4800, 'only the first 10 min 00 s of 1 h 20 min were used (see --max-duration)'],
    [600, 600.1, 'only the first 10 min 00 s were used (see --max-duration)'],
  ])('says that only a part was used: %d of %d s', async (duration, sourceDuration, note) => {
    world().finds.decoded = { duration, sourceDuration, truncated: true };
    const { values } = await through(loadTrack(world()), work({ uri: '/long.mp3' }));
    expect(values[0].record.decoded).toMatchObject({ duration, notes: [note] });
  });

  const lasting = (duration: number): void =>
    void (world().finds.decoded = { duration, sourceDuration: duration, truncated: false });

  it('refuses what is shorter than eight bars can be, before anything else is done', async () => {
    lasting(5);
    const message = { uri: '/song.mp3' };
    const { values, errors, settle } = await through(loadTrack(world()), work(message));
    expect([values, errors.map(({ code }) => code)]).toEqual([[], ['too-short']]);
    expect(errors[0].message).toMatch(
      /^Reading "\/song\.mp3": it holds 5\.0 s of sound, and eight bars.* last 6\.0 s or longer\. Leave it out\.$/,
    );
    expect(world().asked).toEqual(['decode /song.mp3 600']);
    settle();
    const given = { bpm: 390, meter: 4 as const };
    expect((await through(loadTrack(world()), work(message, { given }))).values).toHaveLength(1);
    lasting(12);
    const slow = { bpm: 100, meter: 4 as const };
    expect((await through(loadTrack(world()), work(message, { given: slow }))).errors).toHaveLength(1);
  });

  it('refuses ready stems only where all of them are that short', async () => {
    const stems = { vocals: '/v.wav', drums: '/d.wav' };
    lasting(5);
    expect((await through(loadTrack(world()), work({ stems }))).errors[0].code).toBe('too-short');
    const { decoder } = world();
    const drumsLast = {
      ...decoder,
      decode: async (job: DecodeJob) => {
        lasting(job.uri === '/d.wav' ? 30 : 5);
        return decoder.decode(job);
      },
    };
    const options = { ...world(), decoder: drumsLast };
    expect((await through(loadTrack(options), work({ stems }))).values).toHaveLength(1);
  });

  it('decodes again, once, when ffmpeg was killed', async () => {
    const died = new PipelineError('child-died', 'it died', { retryable: true });
    world().fail('decode', died);
    expect((await through(loadTrack(world()), work({ uri: '/a' }))).values).toHaveLength(1);
    expect(world().asked).toEqual(['decode /a 600', 'decode /a 600', 'plan mix.wav {}', 'key mix']);
  });

  it('looks again, once, when the audio process died', async () => {
    const died = new PipelineError('child-died', 'it died', { retryable: true });
    world().fail('plan', died);
    expect((await through(loadTrack(world()), work({ uri: '/a' }))).values).toHaveLength(1);
    world().fail('plan', died, died);
    const { errors, settle } = await through(loadTrack(world()), work({ uri: '/a' }));
    expect(errors[0].code).toBe('child-died');
    settle();
  });

  it('clears up after what cannot be decoded', async () => {
    world().fail('decode', new PipelineError('not-audio', 'no'));
    const { values, errors, settle } = await through(loadTrack(world()), work({ uri: '/a' }));
    expect([values, errors.map(({ code }) => code)]).toEqual([[], ['not-audio']]);
    settle();
    await expect.poll(() => world().open()).toEqual([]);
  });
});
