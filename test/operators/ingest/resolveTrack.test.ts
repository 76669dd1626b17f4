import { describe, expect, it } from 'vitest';
import { trackIdOf } from '../../../src/domain/ids.js';
import { saidTogether, type Publication } from '../../../src/domain/publication.js';
import type { TrackMessage } from '../../../src/domain/track.js';
import { planFacts } from '../../../src/operators/ingest/loadTrack.js';
import { resolveTrack } from '../../../src/operators/ingest/resolveTrack.js';
import type { TrackWork } from '../../../src/operators/ingest/trackWork.js';
import type { TrackRecord } from '../../../src/ports/catalogue.js';
import { clipOf } from '../../support/clips.js';
import { ingestWorld, publication, trackRecord } from '../../support/ingestWorld.js';
import { through } from '../../support/through.js';

const world = ingestWorld();
const idOf = (sound: string): string => trackIdOf(['mix', `hash of ${sound}`]);
const song = (uri: string, more: Partial<TrackMessage> = {}): TrackMessage => ({ schema: 1, uri, ...more });

/** Resolves one message; all before it are settled. */
async function resolved(key: string, message: TrackMessage | null): Promise<readonly TrackWork[]> {
  const { values, errors, settle } = await through(resolveTrack(world()), message, key);
  if (errors.length > 0) throw errors[0];
  settle();
  return values;
}

/** A track whose clips are indexed, published under `keys`; each says `said`. */
async function indexed(
  sound: string,
  keys: readonly string[],
  said: Partial<Publication> = {},
): Promise<TrackRecord> {
  const trackId = idOf(sound);
  const clip = clipOf(`clip of ${sound}`, { trackId });
  await world().catalogue.putClip(clip);
  const publications = keys.map((key) => publication(key, { uri: sound, ...said }));
  const record = trackRecord({
    ...{ trackId, publications, ...saidTogether(publications) },
    decoded: { duration: 180, notes: [], plannedFor: planFacts(said.given ?? {}) },
    ...{ complete: true, clipIds: [clip.clipId], notes: ['noted'] },
  });
  await world().catalogue.putTrack(record);
  return record;
}

/** The names under which a track is known. */
const namesOf = async (sound: string): Promise<unknown> =>
  (await stored(sound))?.publications.map(({ id }) => id);

const stored = (sound: string): Promise<TrackRecord | undefined> => world().catalogue.getTrack(idOf(sound));

describe('resolveTrack: who a track is', () => {
  it('is named by its sound, not by its file', async () => {
    world().finds.sound = { '/copy.mp3': '/a.mp3' };
    const [a] = await resolved('a', song('/a.mp3'));
    const [copy] = await resolved('copy', song('/copy.mp3'));
    const [b] = await resolved('b', song('/b.mp3'));
    const ids = [a, copy, b].map((work) => work.kind === 'new' && work.record.trackId);
    expect(ids).toEqual([idOf('/a.mp3'), idOf('/a.mp3'), idOf('/b.mp3')]);
  });

  it('is named by its stems in whatever order, and by which stem is which', async () => {
    const id = async (stems: TrackMessage['stems'], uri?: string): Promise<unknown> => {
      const [work] = await resolved('s', { schema: 1, stems, ...(uri && { uri }) });
      return work.kind === 'new' && work.record.trackId;
    };
    const one = await id({ vocals: '/x', drums: '/y' });
    expect(await id({ drums: '/y', vocals: '/x' })).toBe(one);
    const others = [
      await id({ vocals: '/y', drums: '/x' }),
      await id({ vocals: '/x' }),
      await id({ vocals: '/x', drums: '/y' }, '/x'),
    ];
    expect(new Set([one, ...others]).size).toBe(4);
  });
});

describe('resolveTrack: what is to be done', () => {
  it('a new song: everything, with what the message says, and tags where it says nothing', async () => {
    const given = { bpm: 120 };
    world().finds.tags = { title: 'Tag', artist: 'Tagged' };
    const credits = { title: 'T', licence: 'CC0' };
    const [work] = await resolved('a', song('/a.mp3', { ...credits, given }));
    const said = publication('a', { uri: '/a.mp3', credits, tags: world().finds.tags, given });
    expect(work).toEqual({
      kind: 'new',
      from: said,
      record: trackRecord({
        trackId: idOf('/a.mp3'),
        publications: [said],
        source: { title: 'T', artist: 'Tagged', licence: 'CC0', uri: '/a.mp3' },
        given,
      }),
    });
  });

  it('a song that was begun but not finished: everything again', async () => {
    const record = await indexed('/a.mp3', ['a']);
    await world().catalogue.putTrack({ ...record, complete: false });
    expect((await resolved('a', song('/a.mp3'))).map(({ kind }) => kind)).toEqual(['new']);
  });

  it('a song that is known and unchanged: nothing', async () => {
    const record = await indexed('/a.mp3', ['a']);
    expect(await resolved('a', song('/a.mp3'))).toEqual([]);
    expect(await stored('/a.mp3')).toEqual(record);
  });

  it('the same sound under another name: nothing, but the name is kept', async () => {
    world().finds.sound = { '/copy.mp3': '/a.mp3' };
    const record = await indexed('/a.mp3', ['a']);
    expect(await resolved('copy', song('/copy.mp3'))).toEqual([]);
    expect(await stored('/a.mp3')).toEqual({
      ...record,
      publications: [...record.publications, publication('copy', { uri: '/copy.mp3' })],
    });
  });

  it.each<[string, Partial<TrackMessage>]>([
    ['facts', { given: { key: { tonic: 2, mode: 'major' } } }],
    ['a title', { title: 'New' }],
    ['a licence', { licence: 'CC BY 3.0' }],
  ])('corrected %s: another analysis of the stored stems, nothing is separated again', async (_, changes) => {
    const record = await indexed('/a.mp3', ['a']);
    const [work] = await resolved('a', song('/a.mp3', changes));
    if (work.kind !== 'corrected') throw new Error(`it is ${work.kind}`);
    expect(work.clips.map(({ clipId }) => clipId)).toEqual(record.clipIds);
    const { given = {}, ...credits } = changes;
    const publications = [publication('a', { uri: '/a.mp3', credits, given })];
    expect(work.record).toEqual({ ...record, publications, given, source: { ...credits, uri: '/a.mp3' } });
    // Only when the analysis is indexed does the catalogue know: a crash in between corrects again.
    expect(await stored('/a.mp3')).toEqual(record);
  });

  it('facts taken back: another analysis without them', async () => {
    await indexed('/a.mp3', ['a'], { given: { key: { tonic: 2, mode: 'major' } } });
    expect(await resolved('a', song('/a.mp3'))).toMatchObject([{ kind: 'corrected', record: { given: {} } }]);
  });

  it('a title taken back: it goes, and what the tags say holds again', async () => {
    await indexed('/a.mp3', ['a'], { credits: { title: 'By hand' } });
    world().finds.tags = { title: 'Tag' };
    const works = await resolved('a', song('/a.mp3'));
    expect(works).toMatchObject([{ kind: 'corrected', record: { source: { title: 'Tag' } } }]);
  });

  it.each<[string, TrackMessage['given']]>([
    ['a tempo', { bpm: 60 }],
    ['a meter', { meter: 3 }],
  ])('%s that asks for regions of another length: they are looked for anew', async (_, given) => {
    const record = await indexed('/a.mp3', ['a']);
    const works = await resolved('a', song('/a.mp3', { given }));
    expect(works).toMatchObject([
      { kind: 'new', record: { complete: true, given }, from: { uri: '/a.mp3' } },
    ]);
    expect(await stored('/a.mp3')).toEqual(record);
  });

  it('a record of an earlier version, which does not know what its regions were planned for, keeps them', async () => {
    await world().catalogue.putTrack({ ...(await indexed('/a.mp3', ['a'])), decoded: undefined });
    const works = await resolved('a', song('/a.mp3', { given: { bpm: 60 } }));
    expect(works.map(({ kind }) => kind)).toEqual(['corrected']);
  });

  it('what two names say holds together, the smaller id first, in whatever order they came', async () => {
    world().finds.sound = { '/copy.mp3': '/a.mp3' };
    const said = { title: 'By the copy', given: { key: { tonic: 2, mode: 'major' } } } as const;
    await indexed('/a.mp3', ['a'], { credits: { artist: 'A' } });
    const expected = {
      kind: 'corrected',
      record: { given: said.given, source: { title: 'By the copy', artist: 'A', uri: '/a.mp3' } },
    };
    expect(await resolved('copy', song('/copy.mp3', said))).toMatchObject([expected]);
    await world().catalogue.removeTrack(idOf('/a.mp3'));
    await indexed('/a.mp3', ['copy'], {
      uri: '/copy.mp3',
      credits: { title: said.title },
      given: said.given,
    });
    expect(await resolved('a', song('/a.mp3', { artist: 'A' }))).toMatchObject([expected]);
  });

  it('corrected, but its clips are gone: everything', async () => {
    const record = await indexed('/a.mp3', ['a']);
    for (const clipId of record.clipIds) await world().catalogue.removeClip(clipId);
    const works = await resolved('a', song('/a.mp3', { given: { bpm: 93 } }));
    expect(works.map(({ kind }) => kind)).toEqual(['new']);
  });
});

describe('resolveTrack: what is to go', () => {
  it('a tombstone of the only name: the track', async () => {
    const record = await indexed('/a.mp3', ['a']);
    expect(await resolved('a', null)).toEqual([{ kind: 'removed', track: record }]);
  });

  it('a tombstone of one name of several: the name', async () => {
    const record = await indexed('/a.mp3', ['a', 'copy']);
    expect(await resolved('a', null)).toEqual([]);
    expect(await stored('/a.mp3')).toEqual({ ...record, publications: [record.publications[1]] });
    expect(await resolved('copy', null)).toMatchObject([{ kind: 'removed' }]);
  });

  it('a tombstone of nothing known: nothing', async () => {
    expect(await resolved('nobody', null)).toEqual([]);
  });

  it('another sound under the same name: the former track goes, the new one comes', async () => {
    const record = await indexed('/a.mp3', ['a']);
    world().finds.sound = { '/a.mp3': 'sung again' };
    const works = await resolved('a', song('/a.mp3'));
    expect(works).toMatchObject([
      { kind: 'removed', track: record },
      { kind: 'new', record: { trackId: idOf('sung again'), publications: [{ id: 'a' }] } },
    ]);
  });

  it('what another took the place of is found again after a crash between the two', async () => {
    const record = await indexed('/a.mp3', ['a']);
    // The new sound was indexed, what it replaces was not removed yet.
    await indexed('sung again', ['a']);
    world().finds.sound = { '/a.mp3': 'sung again' };
    expect(await resolved('a', song('/a.mp3'))).toMatchObject([
      { kind: 'removed', track: record },
      { kind: 'corrected', record: { source: { uri: '/a.mp3' } } },
    ]);
  });

  it('a name that knew something better takes it along: another analysis without', async () => {
    const record = await indexed('/a.mp3', ['a', 'copy']);
    const key = { tonic: 2, mode: 'major' } as const;
    const publications = [record.publications[0], publication('copy', { given: { key } })];
    await world().catalogue.putTrack({ ...record, publications, given: { key } });
    expect(await resolved('copy', null)).toMatchObject([{ kind: 'corrected', record: { given: {} } }]);
  });

  it('another sound under one of two names: the former track stays under the other', async () => {
    await indexed('/a.mp3', ['a', 'copy']);
    world().finds.sound = { '/a.mp3': 'sung again' };
    expect((await resolved('a', song('/a.mp3'))).map(({ kind }) => kind)).toEqual(['new']);
    expect(await namesOf('/a.mp3')).toEqual(['copy']);
  });
});

it('resolveTrack: a message waits until all before it about the same sound are done with', async () => {
  world().finds.sound = { '/copy.mp3': '/a.mp3' };
  const resolve = resolveTrack({ ...world(), concurrency: 4 });
  const first = await through(resolve, song('/a.mp3'), 'a');
  expect(first.values).toHaveLength(1);
  let came: readonly TrackWork[] | undefined;
  const second = through(resolve, song('/copy.mp3'), 'copy').then((result) => (came = result.values));
  await new Promise((done) => setTimeout(done, 30));
  expect(came).toBeUndefined();
  await indexed('/a.mp3', ['a']);
  first.settle();
  expect(await second).toEqual([]);
});
