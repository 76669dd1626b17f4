import { describe, expect, it } from 'vitest';
import { featuresVersion } from '../../../src/domain/featuresVersion.js';
import { clipIdOf } from '../../../src/domain/ids.js';
import { clipSchema, type Clip } from '../../../src/domain/clip.js';
import { PipelineError } from '../../../src/errors.js';
import { analyze, type AnalyzedTrack } from '../../../src/operators/ingest/analyze.js';
import { completeTrack, indexClips, type IndexedTrack } from '../../../src/operators/ingest/indexClips.js';
import { reloadStems } from '../../../src/operators/ingest/reloadStems.js';
import { stemsFromStore, stemsIntoStore } from '../../../src/operators/ingest/stemStore.js';
import type { RegionStems } from '../../../src/operators/ingest/trackWork.js';
import { projectionsOf } from '../../../src/ports/projections.js';
import type { TrackRecord } from '../../../src/ports/trackRecord.js';
import { ingestWorld, trackRecord } from '../../support/ingestWorld.js';
import { through } from '../../support/through.js';
import { writeFile } from 'node:fs/promises';

const world = ingestWorld();
const [a, b] = [0, 1].map((ordinal) => clipIdOf('track', featuresVersion, ordinal));
const separator = { name: 's', licence: 'l' };

/** A track of regions 0, 1 … as it comes out of analysis. */
async function analyzed(count: number, record: Partial<TrackRecord> = {}): Promise<AnalyzedTrack> {
  const workspace = await world().workspaces.open('track');
  const regions: RegionStems[] = [];
  for (let ordinal = 0; ordinal < count; ordinal++) {
    const region = { start: ordinal * 60, duration: 40 };
    const files = { vocals: workspace.path(`${ordinal}-v.wav`), drums: workspace.path(`${ordinal}-d.wav`) };
    for (const [name, path] of Object.entries(files)) await writeFile(path, `${name}${ordinal}`);
    const place = { workspace, signal: new AbortController().signal };
    const made = { ordinal, ...region, separator, voice: 1 };
    const stored = await stemsIntoStore(world(), { trackId: 'track', region: made, files, ...place });
    regions.push(await stemsFromStore(world(), { ordinal, region, stored, separator, ...place }));
  }
  const track = { record: trackRecord(record), workspace, regions };
  return (await through(analyze(world()), track)).values[0];
}

async function index(track: AnalyzedTrack): Promise<IndexedTrack> {
  const { values, errors } = await through(indexClips(world()), track);
  if (errors.length > 0) throw errors[0];
  return values[0];
}

/** Does what is to be done once all is durable. */
async function durable(track: IndexedTrack): Promise<void> {
  await through(completeTrack(world()), track);
}

describe('indexClips: a new track', () => {
  it('stores stems and features, enters the clips and announces them as they are stored', async () => {
    const { outputs } = await index(
      await analyzed(2, { source: { uri: '/a.mp3', title: 'T', licence: 'CC0' } }),
    );
    expect(outputs.map(({ topic, key }) => [topic, key])).toEqual([
      ['clips', a],
      ['clips', b],
    ]);
    const clip = clipSchema.parse(outputs[1].value);
    expect(clip).toMatchObject({
      clipId: b,
      trackId: 'track',
      ordinal: 1,
      featuresVersion,
      source: { uri: '/a.mp3', title: 'T', licence: 'CC0' },
      region: { start: 60, duration: 40 },
      separator,
      ...world().finds.facts,
    });
    expect(outputs.map(({ value }) => value)).toEqual(await world().catalogue.getClips([a, b]));
    // Nothing of the work in hand: no paths of this machine.
    expect(Object.keys(clip).filter((field) => !(field in clipSchema.shape))).toEqual([]);
    expect(Object.keys(clip.stems).sort()).toEqual(['drums', 'vocals']);
    expect(await world().content(clip.stems.vocals)).toBe('flac(vocals1)');
    expect(await world().content(clip.stems.drums)).toBe('flac(drums1)');
    expect(await world().content(clip.features['vocal-rules'])).toBe('features(wav(flac(vocals1)), {})');
  });

  it('is complete only when all is announced; before that its clips are known, so that they can be removed', async () => {
    const indexed = await index(await analyzed(2));
    expect(await world().catalogue.getTrack('track')).toMatchObject({ complete: false, clipIds: [a, b] });
    await durable(indexed);
    expect(await world().catalogue.getTrack('track')).toMatchObject({ complete: true, clipIds: [a, b] });
  });

  it('makes the same clips when it is done twice', async () => {
    const first = await index(await analyzed(2));
    const again = await index(await analyzed(2));
    const plain = ({ outputs }: IndexedTrack): unknown =>
      outputs.map(({ value }) => ({ ...value, revision: 0 }));
    expect(plain(again)).toEqual(plain(first));
    expect(await world().catalogue.countClips()).toBe(2);
  });
});

describe('indexClips: a corrected track', () => {
  /** Indexes a track, then analyses it again with other facts; `silent` regions are left out of the second analysis. */
  async function corrected(given: TrackRecord['given'], silent = 0): Promise<IndexedTrack> {
    await durable(await index(await analyzed(2)));
    const record = await world().catalogue.getTrack('track');
    if (!record) throw new Error('the track is not indexed');
    const clips = await world().catalogue.getClips(record.clipIds);
    const work = { kind: 'corrected' as const, record: { ...record, given }, clips };
    const [reloaded] = (await through(reloadStems(world()), work)).values;
    world().asked.length = 0;
    world().fail('analyze', ...Array<PipelineError>(silent).fill(new PipelineError('silent', 'no sound')));
    const [again] = (await through(analyze(world()), reloaded)).values;
    return index(again);
  }

  it('keeps the stems as they are stored and adds features of its own; the old ones go when all is announced', async () => {
    const again = await corrected({ bpm: 93 });
    const clip = again.outputs[0].value as Clip; // topic clips
    expect(world().asked.some((line) => line.startsWith('encode'))).toBe(false);
    expect(await world().content(clip.stems.vocals)).toBe('flac(vocals0)');
    expect(await world().content(clip.features['vocal-rules'])).toBe(
      'features(wav(flac(vocals0)), {"bpm":93})',
    );
    const keys = Object.values(clip.features).flatMap((ref) => ref?.key ?? []);
    const stored = await world().blobs.list(`clips/${a}/`);
    expect(stored).toEqual(expect.arrayContaining(keys));
    expect(stored.length).toBe(2 * keys.length);
    await durable(again);
    expect(await world().blobs.list(`clips/${a}/`)).toEqual([...keys].sort());
  });

  it('what models made of its clips stays, until they are heard on other beats', async () => {
    const heard = await world().blobs.putBytes(`${projectionsOf(a)}m/v.bin`, new Uint8Array([1]));
    await corrected({ key: { tonic: 3, mode: 'minor' } });
    expect(await world().blobs.list('projections/')).toEqual([heard.key]);
    const { facts } = world().finds;
    const grid = { ...facts.grid, beats: facts.grid.beats.map((beat) => beat + 0.1) };
    world().finds.facts = { ...facts, grid };
    await index(await analyzed(2));
    expect(await world().blobs.list('projections/')).toEqual([]);
  });

  it('is known with its new facts only when all is announced', async () => {
    const again = await corrected({ bpm: 93 });
    expect(await world().catalogue.getTrack('track')).toMatchObject({ given: {}, complete: true });
    await durable(again);
    expect(await world().catalogue.getTrack('track')).toMatchObject({ given: { bpm: 93 }, complete: true });
  });

  it('a clip that is no more goes with its blobs and its ranking, as a removed track does', async () => {
    const again = await corrected({ bpm: 93 }, 1);
    expect(again.outputs.map(({ topic, key, value }) => [topic, key, value === null])).toEqual([
      ['mashups', a, true],
      ['rerank', a, true],
      ['clips', a, true],
      ['clips', b, false],
    ]);
    await durable(again);
    expect(await world().catalogue.getTrack('track')).toMatchObject({ clipIds: [b] });
    expect(await world().catalogue.getClip(a)).toBeUndefined();
    expect(await world().blobs.list(`clips/${a}/`)).toEqual([]);
    expect(await world().blobs.list(`clips/${b}/`)).not.toEqual([]);
    // The stems of the region that is left stay, those of the other go.
    expect((await world().blobs.list('stems/')).map((key) => key.split('/').at(-1))).toEqual([
      expect.stringMatching(/^drums\.[0-9a-f]{16}\.flac$/),
      expect.stringMatching(/^vocals\.[0-9a-f]{16}\.flac$/),
    ]);
  });
});
