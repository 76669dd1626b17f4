import { readFile, writeFile } from 'node:fs/promises';
import { lastValueFrom, of, toArray } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { PipelineError } from '../../../src/errors.js';
import { separate } from '../../../src/operators/ingest/separate.js';
import type { LoadedTrack, SeparatedTrack } from '../../../src/operators/ingest/trackWork.js';
import type { TrackRecord } from '../../../src/ports/trackRecord.js';
import { ingestWorld, trackRecord } from '../../support/ingestWorld.js';
import { messageOf } from '../../support/messages.js';
import { through } from '../../support/through.js';

const world = ingestWorld();
let count = 0;
const died = new PipelineError('child-died', 'it died', { retryable: true });

/** A decoded track: `files` names its mix and stems. */
async function loaded(...files: string[]): Promise<LoadedTrack> {
  // Each track of a test is another: what was separated of one is not taken for the next.
  return loadedAs(trackRecord({ trackId: `track ${++count}` }), ...files);
}

async function loadedAs(record: TrackRecord, ...files: string[]): Promise<LoadedTrack> {
  const workspace = await world().workspaces.open('track');
  const paths = Object.fromEntries(files.map((name) => [name, workspace.path(`${name}.wav`)]));
  for (const [name, path] of Object.entries(paths)) await writeFile(path, name);
  const { mix, ...stems } = paths;
  return { record, workspace, regions: world().finds.regions, stems, ...(mix && { mix }) };
}

async function separated(track: LoadedTrack, clipsPerTrack = 2): Promise<SeparatedTrack> {
  const { values, errors } = await through(separate({ ...world(), clipsPerTrack }), track);
  if (errors.length > 0) throw errors[0];
  return values[0];
}

const startsOf = ({ regions }: SeparatedTrack): number[] => regions.map(({ region }) => region.start);
const splitter = { name: 'splitter', licence: 'for tests' };
const ready = { name: 'ready', licence: 'as the track' };
const separatorsOf = ({ regions }: SeparatedTrack) => regions.map(({ separator }) => separator);
const splits = (): number => world().asked.filter((line) => line.startsWith('separate')).length;

async function contents({ regions }: SeparatedTrack, i = 0): Promise<Record<string, string>> {
  const read = Object.entries(regions[i].stems).map(async ([name, path]) => [
    name,
    await readFile(path, 'utf8'),
  ]);
  return Object.fromEntries((await Promise.all(read)) as [string, string][]);
}

describe('separate: a mix', () => {
  it('splits the best regions, each cut to its place, and no more than wanted', async () => {
    const track = await separated(await loaded('mix'));
    expect(startsOf(track)).toEqual([0, 60]);
    expect(track.regions.map(({ ordinal }) => ordinal)).toEqual([0, 1]);
    // What goes on is what was stored.
    expect(await contents(track, 1)).toEqual({
      vocals: 'wav(flac(vocals of mix[60+40]))',
      drums: 'wav(flac(drums of mix[60+40]))',
      bass: 'wav(flac(bass of mix[60+40]))',
      other: 'wav(flac(other of mix[60+40]))',
    });
    expect(await world().content(track.regions[1].stored.bass)).toBe('flac(bass of mix[60+40])');
    expect(separatorsOf(track)).toEqual([splitter, splitter]);
    expect(splits()).toBe(2);
  });

  it('tries other regions where no voice turns up, two more at most', async () => {
    world().finds.voices = [0.1, 0.9, 0.05, 0.8];
    expect(startsOf(await separated(await loaded('mix')))).toEqual([60, 30]);
    world().finds.voices = [0, 0, 0, 0, 1];
    const before = splits();
    const track = await separated(await loaded('mix'));
    expect(startsOf(track)).toEqual([0, 60]);
    expect(splits() - before).toBe(4);
  });

  it('keeps regions in the order of their ordinals, a voiceless one beside a voiced one', async () => {
    world().finds.voices = [0, 0, 0, 1];
    const { regions } = await separated(await loaded('mix'));
    expect(regions.map(({ ordinal }) => ordinal)).toEqual([0, 3]);
  });

  it('counts a voice from 15 % of the time on, heard against the mix', async () => {
    world().finds.voices = [0.15, 0.149, 1];
    expect(startsOf(await separated(await loaded('mix')))).toEqual([0, 120]);
    expect(world().asked).toContain('voice 0-made-vocals.wav 0-mix.wav');
  });

  it('is content with fewer regions than wanted', async () => {
    world().finds.regions = world().finds.regions.slice(0, 1);
    world().finds.voices = [0];
    expect(startsOf(await separated(await loaded('mix'), 3))).toEqual([0]);
  });

  it('splits again, once, when the separator died, and only then', async () => {
    world().fail('separate', died);
    expect(startsOf(await separated(await loaded('mix'), 1))).toEqual([0]);
    expect(splits()).toBe(2);
    world().fail('separate', died, died);
    await expect(separated(await loaded('mix'), 1)).rejects.toMatchObject({
      code: 'child-died',
      retryable: true,
    });
    expect(splits()).toBe(4);
    world().fail('separate', new PipelineError('separation-failed', 'no'));
    await expect(separated(await loaded('mix'), 1)).rejects.toMatchObject({ code: 'separation-failed' });
    expect(splits()).toBe(5);
    world().fail('voice', died);
    expect(startsOf(await separated(await loaded('mix'), 1))).toEqual([0]);
  });

  it('reports progress that never goes back, though more regions are tried than wanted', async () => {
    world().finds.voices = [0, 1, 0, 1];
    await separated(await loaded('mix'));
    const { progress } = world();
    expect(progress[0]).toBe(0.25);
    expect(progress).toEqual([...progress].sort((a, b) => a - b));
    expect(progress.every((fraction) => fraction <= 1)).toBe(true);
  });
});

describe('separate: ready stems', () => {
  it('cuts them and separates nothing', async () => {
    const track = await separated(await loaded('vocals', 'drums'), 1);
    expect(splits()).toBe(0);
    expect(await contents(track)).toEqual({
      vocals: 'wav(flac(vocals[0+40]))',
      drums: 'wav(flac(drums[0+40]))',
    });
    expect(separatorsOf(track)).toEqual([ready]);
  });

  it('takes vocals without a mix at their word', async () => {
    await separated(await loaded('vocals'), 1);
    expect(world().asked).toContain('voice 0-vocals.wav 0-vocals.wav');
  });

  it('keeps an accompaniment without vocals: nobody looks for a voice', async () => {
    const track = await separated(await loaded('other', 'drums'), 1);
    expect(startsOf(track)).toEqual([0]);
    expect(world().asked.some((line) => line.startsWith('voice'))).toBe(false);
  });

  it('beside a mix, they win over what is separated', async () => {
    const track = await separated(await loaded('mix', 'vocals'), 1);
    expect(await contents(track)).toMatchObject({
      vocals: 'wav(flac(vocals[0+40]))',
      bass: 'wav(flac(bass of mix[0+40]))',
    });
    expect(world().asked).toContain('voice 0-vocals.wav 0-mix.wav');
    expect(separatorsOf(track)).toEqual([splitter]);
  });

  it('all four beside a mix leave nothing to separate', async () => {
    const track = await separated(await loaded('mix', 'vocals', 'drums', 'bass', 'other'), 1);
    expect(splits()).toBe(0);
    expect(await contents(track)).toMatchObject({
      bass: 'wav(flac(bass[0+40]))',
      other: 'wav(flac(other[0+40]))',
    });
    // No terms of a model weigh on what no model made.
    expect(separatorsOf(track)).toEqual([ready]);
  });
});

describe('separate: what was separated before', () => {
  const known = async (trackId: string): Promise<TrackRecord> => {
    const record = await world().catalogue.getTrack(trackId);
    if (!record) throw new Error('the track is not entered');
    return record;
  };

  it('is entered region by region, so that a crash loses none of it', async () => {
    const track = await loaded('mix');
    world().fail('separate', undefined, new PipelineError('separation-failed', 'the third'));
    await expect(separated(track)).rejects.toMatchObject({ code: 'separation-failed' });
    const record = await known(track.record.trackId);
    expect(record).toMatchObject({ complete: false, regions: [{ ordinal: 0, start: 0, voice: 1 }] });
    const before = splits();
    const again = await separated(await loadedAs(record, 'mix'));
    expect([startsOf(again), splits() - before]).toEqual([[0, 60], 1]);
    expect(again.regions[0].stored).toEqual(record.regions[0].stems);
  });

  it('gives the same regions as before, without separating, a voiceless one too', async () => {
    world().finds.voices = [0, 1, 0, 0];
    const first = await separated(await loaded('mix'));
    const before = splits();
    const again = await separated(await loadedAs(first.record, 'mix'));
    expect(splits()).toBe(before);
    expect(startsOf(again)).toEqual(startsOf(first));
    expect(again.record.regions).toEqual(first.record.regions);
    // Of regions that no clip is made of only the share of voice is kept.
    expect(first.record.regions.map(({ stems }) => stems !== undefined)).toEqual([true, true, false, false]);
  });

  it('is made again where its blobs are lost or damaged', async () => {
    const first = await separated(await loaded('mix'), 1);
    const key = first.regions[0].stored.bass?.key ?? '';
    await world().blobs.removePrefix(key);
    const again = await separated(await loadedAs(first.record, 'mix'), 1);
    expect(splits()).toBe(2);
    expect(await world().content(again.regions[0].stored.bass)).toBe('flac(bass of mix[0+40])');
  });

  it('serves another plan only where that asks for the same region', async () => {
    const first = await separated(await loaded('mix'));
    world().finds.regions = [0, 70].map((start) => ({ start, duration: 40, merit: 1 }));
    const before = splits();
    const other = await separated(await loadedAs(first.record, 'mix'));
    expect([startsOf(other), splits() - before]).toEqual([[0, 70], 1]);
    world().finds.regions = [0, 70].map((start) => ({ start, duration: 50, merit: 1 }));
    await separated(await loadedAs(other.record, 'mix'));
    expect(splits() - before).toBe(3);
  });

  it('of another separator does not count', async () => {
    const first = await separated(await loaded('mix'), 1);
    const old = first.record.regions.map((region) => ({ ...region, separator: { name: 'x', licence: 'y' } }));
    await separated(await loadedAs({ ...first.record, regions: old }, 'mix'), 1);
    expect(splits()).toBe(2);
  });
});

it('a drain lets the separation in hand end, keeps it, and begins no other: the song is handed back', async () => {
  const track = await loaded('mix');
  let draining = false;
  const { separator } = world();
  const draining$: typeof separator = {
    ...separator,
    separate: (job, options) => {
      draining = true;
      return separator.separate(job, options);
    },
  };
  const settled: string[] = [];
  const handedBack: string[] = [];
  const message = messageOf('key', track, settled, {
    draining: () => draining,
    onHandedBack: () => handedBack.push('key'),
  });
  const out = await lastValueFrom(
    of(message).pipe(separate({ ...world(), separator: draining$ }), toArray()),
    { defaultValue: [] },
  );
  expect([out, settled, handedBack, splits()]).toEqual([[], [], ['key'], 1]);
  expect((await world().catalogue.getTrack(track.record.trackId))?.regions).toHaveLength(1);
});
