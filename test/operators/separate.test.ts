import { readFile, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { PipelineError } from '../../src/errors.js';
import { separate } from '../../src/operators/separate.js';
import type { LoadedTrack, SeparatedTrack } from '../../src/operators/trackWork.js';
import { ingestWorld, trackRecord } from '../support/ingestWorld.js';
import { through } from '../support/through.js';

const world = ingestWorld();
const died = new PipelineError('child-died', 'it died', { retryable: true });

/** A decoded track: `files` names its mix and stems. */
async function loaded(...files: string[]): Promise<LoadedTrack> {
  const workspace = await world().workspaces.open('track');
  const paths = Object.fromEntries(files.map((name) => [name, workspace.path(`${name}.wav`)]));
  for (const [name, path] of Object.entries(paths)) await writeFile(path, name);
  const { mix, ...stems } = paths;
  return { record: trackRecord(), workspace, regions: world().finds.regions, stems, ...(mix && { mix }) };
}

async function separated(track: LoadedTrack, clipsPerTrack = 2): Promise<SeparatedTrack> {
  const { values, errors } = await through(separate({ ...world(), clipsPerTrack }), track);
  if (errors.length > 0) throw errors[0];
  return values[0];
}

const startsOf = ({ regions }: SeparatedTrack): number[] => regions.map(({ region }) => region.start);
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
    expect(await contents(track, 1)).toEqual({
      vocals: 'vocals of mix[60+40]',
      drums: 'drums of mix[60+40]',
      bass: 'bass of mix[60+40]',
      other: 'other of mix[60+40]',
    });
    expect(track.separator).toEqual({ name: 'splitter', licence: 'for tests' });
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
    expect(await contents(track)).toEqual({ vocals: 'vocals[0+40]', drums: 'drums[0+40]' });
    expect(track.separator).toEqual({ name: 'ready', licence: 'as the track' });
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
    expect(await contents(track)).toMatchObject({ vocals: 'vocals[0+40]', bass: 'bass of mix[0+40]' });
    expect(world().asked).toContain('voice 0-vocals.wav 0-mix.wav');
    expect(track.separator.name).toBe('splitter');
  });

  it('all four beside a mix leave nothing to separate', async () => {
    const track = await separated(await loaded('mix', 'vocals', 'drums', 'bass', 'other'), 1);
    expect(splits()).toBe(0);
    expect(await contents(track)).toMatchObject({ bass: 'bass[0+40]', other: 'other[0+40]' });
    // No terms of a model weigh on what no model made.
    expect(track.separator).toEqual({ name: 'ready', licence: 'as the track' });
  });
});
