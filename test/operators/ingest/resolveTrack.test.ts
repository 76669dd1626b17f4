import { describe, expect, it } from 'vitest';
import { saidTogether, type Publication } from '../../../src/domain/publication.js';
import { planFacts } from '../../../src/operators/ingest/loadTrack.js';
import { resolveTrack } from '../../../src/operators/ingest/resolveTrack.js';
import type { TrackWork } from '../../../src/operators/ingest/trackWork.js';
import type { TrackRecord } from '../../../src/ports/trackRecord.js';
import { putNaming } from '../../support/catalogued.js';
import { clipOf } from '../../support/clips.js';
import { ingestWorld, publication, trackRecord } from '../../support/ingestWorld.js';
import { through } from '../../support/through.js';

const world = ingestWorld();

/** What is to be done for the track; `by`: whose message asks. */
async function resolved(by?: string): Promise<readonly TrackWork[]> {
  const work = { schema: 1 as const, trackId: 'track', ...(by !== undefined && { by }) };
  const { values, errors } = await through(resolveTrack(world()), work, 'track');
  if (errors.length > 0) throw errors[0];
  return values;
}

const said = (id: string, changes: Partial<Publication> = {}): Publication =>
  publication(id, { uri: `/${id}.mp3`, ...changes });

/** These name the track now. */
const name = (...publications: readonly Publication[]): Promise<void> =>
  putNaming(world().catalogue, 'track', publications);

const withdraw = (id: string): Promise<void> =>
  putNaming(world().catalogue, 'track', [said(id)], { trackId: null, said: undefined });

/** The track, indexed as these publications named it, which do so still. */
async function indexed(...publications: readonly Publication[]): Promise<TrackRecord> {
  const clip = clipOf('clip', { trackId: 'track' });
  await world().catalogue.putClip(clip);
  const together = saidTogether(publications);
  const record = trackRecord({
    ...{ publications, ...together },
    decoded: { duration: 180, notes: [], plannedFor: planFacts(together.given) },
    ...{ complete: true, clipIds: [clip.clipId], notes: ['noted'] },
  });
  await world().catalogue.putTrack(record);
  await name(...publications);
  return record;
}

const stored = (): Promise<TrackRecord | undefined> => world().catalogue.getTrack('track');
const key = { tonic: 2, mode: 'major' } as const;

describe('resolveTrack: what is to be done', () => {
  it('a new song: everything, with what its publications say together', async () => {
    const [a, b] = [said('a', { credits: { title: 'T' } }), said('b', { given: { bpm: 120 } })];
    await name(a, b);
    const record = trackRecord({
      ...{ publications: [a, b], source: { title: 'T', uri: '/a.mp3' }, given: { bpm: 120 } },
    });
    expect(await resolved('b')).toEqual([{ kind: 'new', from: b, record }]);
    expect(await resolved('gone')).toEqual([{ kind: 'new', from: a, record }]);
    expect(await resolved()).toEqual([{ kind: 'new', from: a, record }]);
  });

  it('a song that was begun but not finished: everything again, with what is stored of it', async () => {
    const record = await indexed(said('a'));
    await world().catalogue.putTrack({ ...record, complete: false });
    expect(await resolved()).toMatchObject([
      { kind: 'new', record: { clipIds: ['clip'], notes: ['noted'] } },
    ]);
  });

  it('a song that failed: everything again, without the failure', async () => {
    await name(said('a'));
    await world().catalogue.putTrack(trackRecord({ failure: { code: 'silent', message: 'no sound' } }));
    const [work] = await resolved();
    expect(work.kind === 'new' && [work.record.failure]).toEqual([undefined]);
  });

  it('a song that is known and unchanged: nothing', async () => {
    await indexed(said('a'));
    expect(await resolved('a')).toEqual([]);
  });

  it('a song whose clips are of another features version: another analysis of the stored stems', async () => {
    await indexed(said('a'));
    await world().catalogue.putClip({ ...clipOf('clip', { trackId: 'track' }), featuresVersion: 'earlier' });
    expect(await resolved('a')).toMatchObject([{ kind: 'corrected', clips: [{ clipId: 'clip' }] }]);
  });

  it('the same sound under another name: its names alone', async () => {
    const record = await indexed(said('a'));
    await name(said('copy'));
    const publications = [said('a'), said('copy')];
    expect(await resolved('copy')).toEqual([{ kind: 'kept', record: { ...record, publications } }]);
  });

  it('a song that is as it was before a correction failed: the failure is forgotten', async () => {
    const record = await indexed(said('a'));
    await world().catalogue.putTrack({ ...record, failure: { code: 'silent', message: 'no sound' } });
    expect(await resolved('a')).toEqual([{ kind: 'kept', record }]);
  });

  it.each<[string, Partial<Publication>]>([
    ['facts', { given: { key } }],
    ['a title', { credits: { title: 'New' } }],
    ['a licence', { credits: { licence: 'CC BY 3.0' } }],
  ])('corrected %s: another analysis of the stored stems, nothing is separated again', async (_, changes) => {
    const record = await indexed(said('a'));
    await name(said('a', changes));
    const [work] = await resolved('a');
    if (work.kind !== 'corrected') throw new Error(`it is ${work.kind}`);
    expect(work.clips.map(({ clipId }) => clipId)).toEqual(record.clipIds);
    const publications = [said('a', changes)];
    expect(work.record).toEqual({ ...record, publications, ...saidTogether(publications) });
    // Only when the analysis is indexed does the catalogue know: a crash in between corrects again.
    expect(await stored()).toEqual(record);
  });

  it('facts taken back: another analysis without them', async () => {
    await indexed(said('a', { given: { key } }));
    await name(said('a'));
    expect(await resolved('a')).toMatchObject([{ kind: 'corrected', record: { given: {} } }]);
  });

  it('a title taken back: it goes, and what the tags say holds again', async () => {
    const tags = { title: 'Tag' };
    await indexed(said('a', { credits: { title: 'By hand' }, tags }));
    await name(said('a', { tags }));
    expect(await resolved('a')).toMatchObject([{ kind: 'corrected', record: { source: { title: 'Tag' } } }]);
  });

  it.each<[string, Publication['given']]>([
    ['a tempo', { bpm: 60 }],
    ['a meter', { meter: 3 }],
  ])('%s that asks for regions of another length: they are looked for anew', async (_, given) => {
    const record = await indexed(said('a'));
    await name(said('a', { given }));
    expect(await resolved('a')).toMatchObject([
      { kind: 'new', record: { complete: true, given }, from: { uri: '/a.mp3' } },
    ]);
    expect(await stored()).toEqual(record);
  });

  it('a record of an earlier version, which does not know what its regions were planned for, keeps them', async () => {
    await world().catalogue.putTrack({ ...(await indexed(said('a'))), decoded: undefined });
    await name(said('a', { given: { bpm: 60 } }));
    expect((await resolved('a')).map(({ kind }) => kind)).toEqual(['corrected']);
  });

  it('what two names say holds together, the smaller id first, in whatever order they came', async () => {
    const [a, copy] = [
      said('a', { credits: { artist: 'A' } }),
      said('copy', { credits: { title: 'By the copy', artist: 'B' }, given: { key } }),
    ];
    const expected = {
      kind: 'corrected',
      record: { given: { key }, source: { title: 'By the copy', artist: 'A', uri: '/a.mp3' } },
    };
    await indexed(a);
    await name(copy);
    expect(await resolved('copy')).toMatchObject([expected]);
    await indexed(copy);
    expect(await resolved('a')).toMatchObject([expected]);
  });

  it('names are in the order of their characters, whatever the order of the store', async () => {
    // The wave dash comes before the note in bytes, and after its first half in characters.
    const names = ['\u{1f3b5}', '\uff5e'];
    await name(...names.map((id) => said(id)));
    const [work] = await resolved();
    expect(work.kind === 'new' && work.record.publications.map(({ id }) => id)).toEqual(names);
  });

  it('corrected, but its clips are gone: everything', async () => {
    const record = await indexed(said('a'));
    for (const clipId of record.clipIds) await world().catalogue.removeClip(clipId);
    await name(said('a', { given: { bpm: 93 } }));
    expect((await resolved('a')).map(({ kind }) => kind)).toEqual(['new']);
  });
});

describe('resolveTrack: what is to go', () => {
  it('a track that nobody names any more', async () => {
    const record = await indexed(said('a'));
    await withdraw('a');
    expect(await resolved('a')).toEqual([{ kind: 'removed', track: record }]);
  });

  it('one name of several: the name', async () => {
    const record = await indexed(said('a'), said('copy', { uri: '/a.mp3' }));
    await withdraw('copy');
    expect(await resolved()).toEqual([{ kind: 'kept', record: { ...record, publications: [said('a')] } }]);
  });

  it('nothing, where nobody knows the track', async () => {
    expect(await resolved('nobody')).toEqual([]);
  });

  it('a name that knew something better takes it along: another analysis without', async () => {
    await indexed(said('a'), said('copy', { given: { key } }));
    await withdraw('copy');
    expect(await resolved()).toMatchObject([{ kind: 'corrected', record: { given: {} } }]);
  });
});
