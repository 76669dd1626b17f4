import { describe, expect, it } from 'vitest';
import type { KeyVote } from '../../../src/domain/music/tonality.js';
import { PipelineError } from '../../../src/errors.js';
import { analyze } from '../../../src/operators/ingest/analyze.js';
import type { SeparatedTrack } from '../../../src/operators/ingest/trackWork.js';
import { ingestWorld, publication, trackRecord } from '../../support/ingestWorld.js';
import { through } from '../../support/through.js';

const world = ingestWorld();
const silent = new PipelineError('silent', 'nothing sounds');

async function track(starts: readonly number[], record = trackRecord()): Promise<SeparatedTrack> {
  return {
    record,
    workspace: await world().workspaces.open('track'),
    regions: starts.map((start, ordinal) => ({
      ...{ ordinal, region: { start, duration: 30 }, stems: {}, stored: {} },
      separator: { name: 's', licence: 'l' },
    })),
  };
}

describe('analyze', () => {
  it('analyses every region with what is known of it, times counted from its start', async () => {
    const given = { bpm: 120, firstDownbeat: 61.5, beats: [60, 60.5, 130] };
    const { values } = await through(analyze(world()), await track([60, 120], trackRecord({ given })));
    expect(values[0].regions.map(({ region }) => region.ordinal)).toEqual([0, 1]);
    const told = world()
      .asked.filter((line) => line.startsWith('analyze'))
      .map((line) => JSON.parse(line.slice(line.indexOf('{'))) as unknown);
    expect(told).toMatchObject([
      { bpm: 120, firstDownbeat: 1.5, beats: [0, 0.5] },
      { bpm: 120, firstDownbeat: -58.5, beats: [10] },
    ]);
    expect(world().progress).toEqual([0.5, 1]);
  });

  it('takes all regions, and the whole, for one key and tuning, and tells of a part that is a fifth from it', async () => {
    const vote = (tonic: number, tuning: number): KeyVote => ({
      scores: Array.from({ length: 24 }, (_, key) => (key === tonic ? 0.7 : -0.1)),
      ...{ tuning, tuningClarity: 1 },
    });
    world().finds.keyVotes = [vote(2, 10), vote(9, 20)];
    const decoded = { duration: 180, notes: [], plannedFor: {}, keyVote: vote(9, 30) };
    const { values } = await through(analyze(world()), await track([0, 60], trackRecord({ decoded })));
    const song = { key: { tonic: 9, mode: 'major' }, tuning: expect.closeTo(20, 0) as number };
    expect(world().tonalities).toMatchObject([song, song]);
    expect(values[0].record.notes).toEqual([
      'parts of it sound like D major; it is taken for A major as a whole',
    ]);
  });

  it('leaves out a region that is silent, and says so beside what publishing and decoding told', async () => {
    world().fail('analyze', silent);
    const record = trackRecord({
      publications: [publication('key', { notes: ['cut'] })],
      decoded: { duration: 9, notes: ['before'], plannedFor: {} },
      // Of an earlier analysis: none of it holds any more.
      notes: ['a region was left out: long ago'],
    });
    const { values } = await through(analyze(world()), await track([0, 60], record));
    expect(values[0].regions.map(({ region }) => region.ordinal)).toEqual([1]);
    expect(values[0].record.notes).toEqual(['cut', 'before', 'a region was left out: nothing sounds']);
  });

  it('fails where all regions are silent, or there are none', async () => {
    world().fail('analyze', silent, silent);
    expect((await through(analyze(world()), await track([0, 60]))).errors).toEqual([silent]);
    const none = await through(analyze(world()), await track([]));
    expect(none.errors.map(({ code }) => code)).toEqual(['too-short']);
  });

  it('fails as a whole on anything else: what is no fault of the audio may concern every region', async () => {
    world().fail('analyze', new PipelineError('unreadable', 'gone'));
    const { values, errors } = await through(analyze(world()), await track([0, 60]));
    expect([values, errors.map(({ code }) => code)]).toEqual([[], ['unreadable']]);
  });

  it('analyses again, once, when the audio process died', async () => {
    const died = new PipelineError('child-died', 'it died', { retryable: true });
    world().fail('analyze', died);
    expect((await through(analyze(world()), await track([0]))).values).toHaveLength(1);
    world().fail('analyze', died, died);
    expect((await through(analyze(world()), await track([0]))).errors[0].message).toContain('tried again');
  });
});
