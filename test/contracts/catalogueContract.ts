import fc from 'fast-check';
import { expect } from 'vitest';
import type { Clip } from '../../src/domain/clip.js';
import type { Key } from '../../src/domain/key.js';
import { keyShift } from '../../src/domain/keyShift.js';
import type { Catalogue, ClipQuery, SeedState, TrackRecord } from '../../src/ports/catalogue.js';
import { clipOf } from '../support/clips.js';
import { contract, type Fixture, type Rule } from './contract.js';

/** The promises of the port Catalogue, to be kept by every adapter. */
export const catalogueContract = (adapter: string, makeFixture: () => Fixture<Catalogue>): void =>
  contract(adapter, rules, makeFixture);

const rules: Readonly<Record<string, Rule<Catalogue>>> = {
  'a new catalogue is empty': beginsEmpty,
  'a clip comes back as it was put, with its revision': clipRoundTrip,
  'what resolved survives a kill': survivesKill,
  'another process sees what was put': otherSees,
  'a clip put twice is one clip, the later one': putTwice,
  'every put and removal of a clip raises the revision, nothing else does': revisionRises,
  'puts at one time stand at revisions of their own': revisionsApart,
  'clips come in the order of the ids asked, without the missing': getInOrder,
  'a query gives what the rule allows, nearest first': queryAsStated,
  'a query agrees with the tempo rule at its very limits': tempoLimits,
  'a query without restrictions gives everything, by id': queryEverything,
  'a query gives at most the limit, and never more than 512': queryLimit,
  'an unknown meter matches no meter': unknownMeter,
  'a corrected clip is found where it now belongs': corrected,
  'a scan runs from an id in id order, wrapping round once': scanWraps,
  'a track comes back as it was put': trackRoundTrip,
  'a track is found by any of its publisher ids': foundByPublisher,
  'a publisher id names the track it was put with last': publisherMoves,
  'a track put again loses the publisher ids it no longer has': publisherLost,
  'tracks are listed by id': tracksListed,
  'removing a track removes its clips, states and names, and nothing else': trackRemoved,
  'removing a track that is not there removes nothing': unknownTrackRemoved,
  'removing a clip removes its state, and its place in no shortlist': clipRemoved,
  'a state comes back as it was put': stateRoundTrip,
  'a state of the same scorer is kept unless an older revision': stateOrder,
  'a state of another scorer is always kept': stateOfOtherScorer,
  'seeds are found by what their shortlists hold now': holding,
  'overdue seeds: voices without a state of the scorer, and those that could be sampled and are not': overdue,
  'a fresh state is kept only while no clip has come or gone since': freshState,
  'a state can be forgotten': stateRemoved,
  'seeds that were cut are found again once the catalogue has moved on, oldest first': cutSeeds,
  'all ids that meet a rule are found, without a limit': allIds,
};

const track = (trackId: string, more: Partial<TrackRecord> = {}): TrackRecord => ({
  trackId,
  publisherIds: [`publisher of ${trackId}`],
  source: { uri: `/music/${trackId}.ogg`, title: `Title "${trackId}"`, artist: 'Ärtist 🎵', licence: 'CC0' },
  given: { bpm: 120, key: { tonic: 3, mode: 'minor' }, meter: 3 },
  duration: 215.25,
  complete: true,
  clipIds: ['a', 'b'],
  notes: ['only the first 20 minutes were used'],
  ...more,
});

const state = (seedClipId: string, more: Partial<SeedState> = {}): SeedState => ({
  seedClipId,
  scorer: 'amu/1',
  revision: 5,
  thresholds: { harmonic: 0.25, percussion: null },
  shortlist: ['z', 'a', 'm'],
  sampled: true,
  cut: false,
  ...more,
});

const ids = (clips: readonly Clip[]): string[] => clips.map((clip) => clip.clipId);
const all: ClipQuery = { supplies: 'harmonic', trustedOnly: false, limit: 512 };

async function beginsEmpty({ open }: Fixture<Catalogue>) {
  const catalogue = await open();
  expect(await catalogue.getClip('a')).toBeUndefined();
  expect(await catalogue.getTrack('a')).toBeUndefined();
  expect(await catalogue.findTrackByPublisher('a')).toBeUndefined();
  expect(await catalogue.getSeedState('a')).toBeUndefined();
  expect(await catalogue.listTracks()).toEqual([]);
  expect(await catalogue.queryClips(all)).toEqual([]);
  expect(await catalogue.scanClips('', 5)).toEqual([]);
  expect(await catalogue.countClips()).toBe(0);
  expect(await catalogue.seedsOverdue('amu/1')).toEqual([]);
}

async function clipRoundTrip({ open }: Fixture<Catalogue>) {
  const catalogue = await open();
  const clip = {
    ...clipOf('a', { bpm: 123.456789012345, meter: null, artist: 'Ä "q"\n🎵', trusted: false }),
    loudness: { vocal: null, harmonic: -20.5, percussion: -18 },
    stems: { vocal: { key: 'clips/a/vocal.flac', size: 7, sha256: 'ab'.repeat(32) } },
    later: { unknown: ['fields', 'pass', 'through'] },
  };
  const revision = await catalogue.putClip(clip);
  expect(await catalogue.getClip('a')).toEqual({ ...clip, revision });
}

async function survivesKill({ open, crash }: Fixture<Catalogue>) {
  const first = await open();
  const revision = await first.putClip(clipOf('a'));
  await first.putTrack(track('t'));
  await first.putSeedState(state('a'));
  const second = await crash();
  expect(await second.getClip('a')).toEqual({ ...clipOf('a'), revision });
  expect(await second.getTrack('t')).toEqual(track('t'));
  expect(await second.getSeedState('a')).toEqual(state('a'));
  expect(await second.revision()).toBe(revision);
}

async function otherSees({ open, other }: Fixture<Catalogue>) {
  const [mine, theirs] = [await open(), await other()];
  await mine.putClip(clipOf('a'));
  expect(await theirs.queryClips(all)).toHaveLength(1);
  const revision = await theirs.putClip(clipOf('b'));
  expect(await mine.revision()).toBe(revision);
  expect(ids(await mine.queryClips(all))).toEqual(['a', 'b']);
}

async function putTwice({ open }: Fixture<Catalogue>) {
  const catalogue = await open();
  await catalogue.putClip(clipOf('a', { bpm: 100 }));
  await catalogue.putClip(clipOf('a', { bpm: 130 }));
  expect(await catalogue.countClips()).toBe(1);
  expect((await catalogue.getClip('a'))?.grid.bpm).toBe(130);
  expect(await catalogue.queryClips(all)).toHaveLength(1);
}

async function revisionRises({ open }: Fixture<Catalogue>) {
  const catalogue = await open();
  const seen = [await catalogue.revision()];
  seen.push(await catalogue.putClip(clipOf('a')));
  expect(await catalogue.revision()).toBe(seen[1]);
  seen.push(await catalogue.putClip(clipOf('a')));
  await catalogue.removeClip('a');
  seen.push(await catalogue.revision());
  await catalogue.putClip(clipOf('b', { trackId: 't' }));
  seen.push(await catalogue.revision());
  await catalogue.removeTrack('t');
  seen.push(await catalogue.revision());
  expect(seen).toEqual([...new Set(seen)].sort((a, b) => a - b));
  await catalogue.removeClip('a');
  await catalogue.removeTrack('t');
  await catalogue.putTrack(track('t'));
  await catalogue.putSeedState(state('a'));
  expect(await catalogue.revision()).toBe(seen.at(-1));
}

async function revisionsApart({ open, other }: Fixture<Catalogue>) {
  const both = [await open(), await other()];
  const revisions = await Promise.all(
    Array.from({ length: 20 }, (_, n) => both[n % 2].putClip(clipOf(`clip ${n}`))),
  );
  expect(new Set(revisions).size).toBe(20);
  expect(await both[0].countClips()).toBe(20);
}

async function getInOrder({ open }: Fixture<Catalogue>) {
  const catalogue = await open();
  for (const id of ['a', 'b', 'c']) await catalogue.putClip(clipOf(id));
  expect(ids(await catalogue.getClips(['c', 'missing', 'a']))).toEqual(['c', 'a']);
  expect(await catalogue.getClips([])).toEqual([]);
}

/** The rule of the port, said again the slow and plain way. */
function plainly(clips: readonly Clip[], query: ClipQuery): string[] {
  const { key, tempo } = query;
  const shift = (clip: Clip): number => (key ? Math.abs(keyShift(clip.key, key.of)) : 0);
  const ratio = (clip: Clip): number => (tempo ? tempo.of / clip.grid.bpm : 1);
  const nano = (value: number): number => Math.round(value * 1e9);
  const apart = (clip: Clip): number =>
    tempo ? Math.abs(nano(Math.log(tempo.of)) - nano(Math.log(clip.grid.bpm))) : 0;
  const distance = (clip: Clip): number => apart(clip) + nano(shift(clip) / 12);
  return clips
    .filter(
      (clip) =>
        clip.supplies[query.supplies] &&
        shift(clip) <= (key?.semitones ?? 12) &&
        (!tempo || (ratio(clip) >= tempo.low && ratio(clip) <= tempo.high)) &&
        (query.meter === undefined || clip.grid.meter === query.meter) &&
        (!query.trustedOnly || clip.trusted) &&
        clip.trackId !== query.excludeTrackId,
    )
    .sort((a, b) => distance(a) - distance(b) || (a.clipId < b.clipId ? -1 : 1))
    .slice(0, Math.min(query.limit, 512))
    .map((clip) => clip.clipId);
}

const anyKey: fc.Arbitrary<Key> = fc.record({
  tonic: fc.integer({ min: 0, max: 11 }),
  mode: fc.constantFrom('major' as const, 'minor' as const),
});
const anyBpm = fc.oneof(
  fc.constantFrom(60, 80, 96, 120, 144, 150),
  fc.double({ min: 50, max: 220, noNaN: true }),
);
const anyMeter = fc.constantFrom(3 as const, 4 as const, 6 as const);
const anyRole = fc.constantFrom('vocal' as const, 'harmonic' as const, 'percussion' as const);
const anyTrack = fc.constantFrom('t1', 't2', 't3');

const anyClips = fc.array(
  fc.record({
    key: anyKey,
    bpm: anyBpm,
    meter: fc.option(anyMeter),
    trackId: anyTrack,
    trusted: fc.boolean(),
    supplies: fc.record({ vocal: fc.boolean(), harmonic: fc.boolean(), percussion: fc.boolean() }),
  }),
  { minLength: 60, maxLength: 60 },
);

const anyQuery: fc.Arbitrary<ClipQuery> = fc.record(
  {
    supplies: anyRole,
    key: fc.record({ of: anyKey, semitones: fc.integer({ min: 0, max: 6 }) }),
    tempo: fc.record({ of: anyBpm, low: fc.constantFrom(0.5, 0.8, 1), high: fc.constantFrom(1, 1.2, 2) }),
    meter: anyMeter,
    trustedOnly: fc.boolean(),
    excludeTrackId: anyTrack,
    limit: fc.constantFrom(1, 5, 512),
  },
  { requiredKeys: ['supplies', 'trustedOnly', 'limit'] },
);

async function queryAsStated({ open }: Fixture<Catalogue>) {
  const catalogue = await open();
  const [shapes] = fc.sample(anyClips, { numRuns: 1, seed: 3 });
  const clips = shapes.map(({ key, supplies, ...shape }, n) => ({
    ...clipOf(`clip ${n}`, { ...shape, ...key }),
    supplies,
  }));
  for (const clip of clips) await catalogue.putClip(clip);
  await fc.assert(
    fc.asyncProperty(anyQuery, async (query) => {
      expect(ids(await catalogue.queryClips(query))).toEqual(plainly(clips, query));
      expect(await catalogue.findClipIds(query)).toEqual(plainly(clips, { ...query, limit: 512 }).sort());
    }),
    { numRuns: 300 },
  );
}

async function tempoLimits({ open }: Fixture<Catalogue>) {
  const catalogue = await open();
  // 96 · 1.2 and 80 · 1.2 are not what division by 1.2 gives back.
  for (const bpm of [96, 80, 100, 120, 115.2, 95.99999, 144.00001])
    await catalogue.putClip(clipOf(`${bpm}`, { bpm }));
  for (const of of [96, 115.2, 120, 144, 76.8, 80, 92.16]) {
    const found = await catalogue.queryClips({ ...all, tempo: { of, low: 0.8, high: 1.2 } });
    const allowed = [96, 80, 100, 120, 115.2, 95.99999, 144.00001].filter(
      (bpm) => of / bpm >= 0.8 && of / bpm <= 1.2,
    );
    expect(ids(found).sort()).toEqual(allowed.map(String).sort());
  }
}

async function queryEverything({ open }: Fixture<Catalogue>) {
  const catalogue = await open();
  for (const id of ['c', 'a', 'b']) await catalogue.putClip(clipOf(id, { bpm: id === 'a' ? 60 : 180 }));
  expect(ids(await catalogue.queryClips(all))).toEqual(['a', 'b', 'c']);
}

async function queryLimit({ open }: Fixture<Catalogue>) {
  const catalogue = await open();
  for (let n = 0; n < 520; n += 1) await catalogue.putClip(clipOf(`clip ${String(n).padStart(3, '0')}`));
  expect(await catalogue.queryClips({ ...all, limit: 100_000 })).toHaveLength(512);
  expect(ids(await catalogue.queryClips({ ...all, limit: 2 }))).toEqual(['clip 000', 'clip 001']);
}

async function unknownMeter({ open }: Fixture<Catalogue>) {
  const catalogue = await open();
  await catalogue.putClip(clipOf('known', { meter: 3 }));
  await catalogue.putClip(clipOf('unknown', { meter: null }));
  expect(ids(await catalogue.queryClips({ ...all, meter: 3 }))).toEqual(['known']);
  expect(ids(await catalogue.queryClips(all))).toEqual(['known', 'unknown']);
}

async function corrected({ open }: Fixture<Catalogue>) {
  const catalogue = await open();
  const at = (of: number): ClipQuery => ({ ...all, tempo: { of, low: 0.9, high: 1.1 } });
  await catalogue.putClip(clipOf('a', { bpm: 75 }));
  await catalogue.putClip(clipOf('a', { bpm: 150 }));
  expect(await catalogue.queryClips(at(75))).toEqual([]);
  expect(await catalogue.queryClips(at(150))).toHaveLength(1);
}

async function scanWraps({ open }: Fixture<Catalogue>) {
  const catalogue = await open();
  for (const id of ['b', 'd', 'a', 'c']) await catalogue.putClip(clipOf(id));
  expect(ids(await catalogue.scanClips('c', 3))).toEqual(['c', 'd', 'a']);
  expect(ids(await catalogue.scanClips('bb', 10))).toEqual(['c', 'd', 'a', 'b']);
  expect(ids(await catalogue.scanClips('zzz', 2))).toEqual(['a', 'b']);
}

async function trackRoundTrip({ open }: Fixture<Catalogue>) {
  const catalogue = await open();
  await catalogue.putTrack(track('t'));
  expect(await catalogue.getTrack('t')).toEqual(track('t'));
  const bare = track('u', {
    source: { uri: '-version' },
    given: {},
    clipIds: [],
    notes: [],
    complete: false,
  });
  await catalogue.putTrack(bare);
  expect(await catalogue.getTrack('u')).toEqual(bare);
}

async function foundByPublisher({ open }: Fixture<Catalogue>) {
  const catalogue = await open();
  const names = ['/music/a "song"\n.mp3', 'б', '-version'];
  await catalogue.putTrack(track('t', { publisherIds: names }));
  for (const name of names) expect((await catalogue.findTrackByPublisher(name))?.trackId).toBe('t');
  expect(await catalogue.findTrackByPublisher('t')).toBeUndefined();
}

async function publisherMoves({ open }: Fixture<Catalogue>) {
  const catalogue = await open();
  await catalogue.putTrack(track('old', { publisherIds: ['name'] }));
  await catalogue.putTrack(track('new', { publisherIds: ['name'] }));
  expect((await catalogue.findTrackByPublisher('name'))?.trackId).toBe('new');
}

async function publisherLost({ open }: Fixture<Catalogue>) {
  const catalogue = await open();
  await catalogue.putTrack(track('t', { publisherIds: ['one', 'two'] }));
  await catalogue.putTrack(track('t', { publisherIds: ['two'] }));
  expect(await catalogue.findTrackByPublisher('one')).toBeUndefined();
  expect(await catalogue.findTrackByPublisher('two')).toBeDefined();
}

async function tracksListed({ open }: Fixture<Catalogue>) {
  const catalogue = await open();
  for (const id of ['b', 'c', 'a']) await catalogue.putTrack(track(id));
  expect(await catalogue.listTracks()).toEqual([track('a'), track('b'), track('c')]);
}

async function trackRemoved({ open }: Fixture<Catalogue>) {
  const catalogue = await open();
  for (const id of ['t', 'u']) {
    await catalogue.putTrack(track(id));
    for (const n of [1, 2]) {
      await catalogue.putClip(clipOf(`${id}${n}`, { trackId: id }));
      await catalogue.putSeedState(state(`${id}${n}`, { shortlist: ['t1', 'u1'] }));
    }
  }
  expect([...(await catalogue.removeTrack('t'))].sort()).toEqual(['t1', 't2']);
  expect(await catalogue.getTrack('t')).toBeUndefined();
  expect(await catalogue.findTrackByPublisher('publisher of t')).toBeUndefined();
  expect(ids(await catalogue.queryClips(all))).toEqual(['u1', 'u2']);
  expect(await catalogue.getSeedState('t1')).toBeUndefined();
  expect(await catalogue.getSeedState('u1')).toEqual(state('u1', { shortlist: ['t1', 'u1'] }));
  expect(await catalogue.seedsHolding('t1')).toEqual(['u1', 'u2']);
  expect(await catalogue.findTrackByPublisher('publisher of u')).toEqual(track('u'));
}

async function unknownTrackRemoved({ open }: Fixture<Catalogue>) {
  const catalogue = await open();
  await catalogue.putClip(clipOf('a'));
  expect(await catalogue.removeTrack('nothing')).toEqual([]);
  expect(await catalogue.countClips()).toBe(1);
}

async function clipRemoved({ open }: Fixture<Catalogue>) {
  const catalogue = await open();
  for (const id of ['a', 'b']) await catalogue.putClip(clipOf(id));
  await catalogue.putSeedState(state('a', { shortlist: ['b'] }));
  await catalogue.putSeedState(state('b', { shortlist: ['a'] }));
  await catalogue.removeClip('a');
  expect(await catalogue.getClip('a')).toBeUndefined();
  expect(await catalogue.getSeedState('a')).toBeUndefined();
  expect(await catalogue.seedsHolding('a')).toEqual(['b']);
  expect(await catalogue.seedsHolding('b')).toEqual([]);
  await catalogue.removeClip('a');
}

async function stateRoundTrip({ open }: Fixture<Catalogue>) {
  const catalogue = await open();
  expect(await catalogue.putSeedState(state('a'))).toBe(true);
  expect(await catalogue.getSeedState('a')).toEqual(state('a'));
  const other = state('a', {
    revision: 6,
    thresholds: { harmonic: null, percussion: -1.5 },
    shortlist: [],
    sampled: false,
    cut: true,
  });
  expect(await catalogue.putSeedState(other)).toBe(true);
  expect(await catalogue.getSeedState('a')).toEqual(other);
}

async function stateOrder({ open }: Fixture<Catalogue>) {
  const catalogue = await open();
  await catalogue.putSeedState(state('a', { revision: 5 }));
  expect(await catalogue.putSeedState(state('a', { revision: 4, shortlist: ['x'] }))).toBe(false);
  expect(await catalogue.getSeedState('a')).toEqual(state('a', { revision: 5 }));
  expect(await catalogue.seedsHolding('x')).toEqual([]);
  expect(await catalogue.putSeedState(state('a', { revision: 5, shortlist: ['y'] }))).toBe(true);
  expect(await catalogue.seedsHolding('y')).toEqual(['a']);
  expect(await catalogue.putSeedState(state('a', { revision: 6 }))).toBe(true);
}

async function stateOfOtherScorer({ open }: Fixture<Catalogue>) {
  const catalogue = await open();
  await catalogue.putSeedState(state('a', { revision: 5 }));
  const lee = state('a', { scorer: 'lee/1', revision: 2 });
  expect(await catalogue.putSeedState(lee)).toBe(true);
  expect(await catalogue.getSeedState('a')).toEqual(lee);
}

async function holding({ open }: Fixture<Catalogue>) {
  const catalogue = await open();
  for (const seed of ['s2', 's1']) await catalogue.putSeedState(state(seed, { shortlist: ['a', 'b'] }));
  expect(await catalogue.seedsHolding('a')).toEqual(['s1', 's2']);
  await catalogue.putSeedState(state('s1', { shortlist: ['b', 'c'], revision: 9 }));
  expect(await catalogue.seedsHolding('a')).toEqual(['s2']);
  expect(await catalogue.seedsHolding('c')).toEqual(['s1']);
}

async function overdue({ open }: Fixture<Catalogue>) {
  const catalogue = await open();
  for (const id of ['d', 'c', 'b', 'a']) await catalogue.putClip(clipOf(id));
  await catalogue.putClip(clipOf('instrumental', { vocal: false }));
  await catalogue.putClip(clipOf('doubtful', { trusted: false }));
  await catalogue.putClip(clipOf('doubtful before', { trusted: false }));
  const acapella = clipOf('acapella');
  await catalogue.putClip({ ...acapella, supplies: { ...acapella.supplies, harmonic: false } });
  for (const id of ['acapella', 'doubtful before'])
    await catalogue.putSeedState(state(id, { sampled: false }));
  await catalogue.putSeedState(state('a'));
  await catalogue.putSeedState(state('b', { sampled: false }));
  await catalogue.putSeedState(state('c', { scorer: 'lee/1' }));
  expect(await catalogue.seedsOverdue('amu/1')).toEqual(['b', 'c', 'd', 'doubtful']);
}

async function freshState({ open, other }: Fixture<Catalogue>) {
  const [catalogue, theirs] = [await open(), await other()];
  const revision = await catalogue.putClip(clipOf('a'));
  expect(await catalogue.putFreshSeedState(state('a', { revision }))).toBe(true);
  expect(await catalogue.getSeedState('a')).toEqual(state('a', { revision }));
  const later = await theirs.putClip(clipOf('b'));
  expect(await catalogue.putFreshSeedState(state('a', { revision, sampled: false }))).toBe(false);
  expect(await catalogue.getSeedState('a')).toEqual(state('a', { revision }));
  expect(await catalogue.putFreshSeedState(state('a', { revision: later }))).toBe(true);
  await theirs.removeClip('b');
  expect(await catalogue.putFreshSeedState(state('a', { revision: later }))).toBe(false);
}

async function stateRemoved({ open }: Fixture<Catalogue>) {
  const catalogue = await open();
  await catalogue.putClip(clipOf('a'));
  await catalogue.putSeedState(state('a', { shortlist: ['b'] }));
  await catalogue.removeSeedState('a');
  await catalogue.removeSeedState('never was');
  expect(await catalogue.getSeedState('a')).toBeUndefined();
  expect(await catalogue.seedsHolding('b')).toEqual([]);
  expect(await catalogue.getClip('a')).toBeDefined();
}

async function cutSeeds({ open }: Fixture<Catalogue>) {
  const catalogue = await open();
  for (const id of ['a', 'b', 'c', 'd', 'e']) await catalogue.putClip(clipOf(id));
  const revision = await catalogue.revision();
  await catalogue.putSeedState(state('e', { revision: revision - 1, cut: true }));
  for (const id of ['c', 'a', 'b']) await catalogue.putSeedState(state(id, { revision, cut: true }));
  await catalogue.putSeedState(state('d', { revision }));
  expect(await catalogue.seedsCut(10)).toEqual(['e']);
  await catalogue.removeClip('c');
  expect(await catalogue.seedsCut(10)).toEqual(['e', 'a', 'b']);
  expect(await catalogue.seedsCut(2)).toEqual(['e', 'a']);
}

async function allIds({ open }: Fixture<Catalogue>) {
  const catalogue = await open();
  for (let n = 0; n < 520; n += 1)
    await catalogue.putClip(clipOf(`clip ${String(n).padStart(3, '0')}`, { bpm: 120 + (n % 2) * 40 }));
  const found = await catalogue.findClipIds({ supplies: 'harmonic', trustedOnly: true });
  expect(found).toHaveLength(520);
  expect(found).toEqual([...found].sort());
  const tempo = { of: 120, low: 0.8, high: 1.2 };
  expect(await catalogue.findClipIds({ supplies: 'vocal', trustedOnly: true, tempo })).toHaveLength(260);
}
