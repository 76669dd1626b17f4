import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { renderMashup, type RenderRequest } from '../../../../src/cli/runtime/rendering/renderMashup.js';
import type { Mashup } from '../../../../src/domain/mashup.js';
import { PipelineError } from '../../../../src/errors.js';
import { renderState, type RenderState } from '../../../support/renderState.js';
import { temporaryDirectory } from '../../../support/temporaryDirectory.js';

const directory = temporaryDirectory();
const out = directory('out');
const songs = [
  { name: 'Alpha', bpm: 120, tonic: 9, mode: 'minor' as const, artist: 'Ann' },
  { name: 'Beta', bpm: 124, tonic: 2 },
];

let world: RenderState;
let mashup: Mashup;
beforeAll(async () => {
  world = await renderState(directory('data'), songs);
  const ranking = world.rankings.find(({ seedClipId }) => seedClipId === 'clip-Alpha');
  if (!ranking) throw new Error('Alpha is not ranked');
  [mashup] = ranking.mashups;
});
afterAll(() => world.state.close());
beforeEach(() => {
  rmSync(out, { recursive: true, force: true });
  world.tools.asked.length = 0;
});

const render = (changes: Partial<RenderRequest> = {}): Promise<string> =>
  renderMashup(world.state, world.tools, {
    id: mashup.mashupId,
    mashup,
    runSeed: '7',
    out,
    format: 'flac',
    ...changes,
  });
const worked = (): boolean => world.tools.asked.some((line) => line.startsWith('mix'));
const facts = (folder: string): Record<string, unknown> =>
  JSON.parse(readFileSync(join(folder, 'mashup.json'), 'utf8')) as Record<string, unknown>;

describe('renderMashup', () => {
  it('makes a folder with the mix, its parts and what they are, and nothing else', async () => {
    const folder = await render({ scorer: { name: 'amu', version: '1' } });
    expect(basename(folder)).toBe(`Alpha (Ann) over Beta ${mashup.mashupId.slice(0, 8)}`);
    expect(readdirSync(folder).sort()).toEqual([
      'harmonic.flac',
      'mashup.json',
      'mix.flac',
      'percussion.flac',
      'vocal.flac',
    ]);
    expect(facts(folder)).toMatchObject({
      mashupId: mashup.mashupId,
      seed: '7',
      scorer: { name: 'amu' },
      score: mashup.score,
    });
    const tags = world.tools.asked.find((line) => line.startsWith('encode mix')) ?? '';
    expect(JSON.parse(tags.slice(tags.indexOf('{')))).toEqual({
      title: 'Alpha (Ann) over Beta, drums Beta',
      artist: 'mashstream',
      BPM: '120',
      initialkey: 'A minor',
      comment: 'Licences of the sources: unknown',
    });
  });

  it('does nothing where the very same lies there', async () => {
    const folder = await render();
    const { ino } = statSync(join(folder, 'mashup.json'));
    world.tools.asked.length = 0;
    expect(await render()).toBe(folder);
    expect(worked()).toBe(false);
    // A file written anew is another file.
    expect(statSync(join(folder, 'mashup.json')).ino).toBe(ino);
  });

  it('does nothing where it is told of the same in another order', async () => {
    await render();
    world.tools.asked.length = 0;
    const turned = (part: Mashup['parts'][number]): Mashup['parts'][number] =>
      Object.fromEntries(Object.entries(part).reverse()) as Mashup['parts'][number]; // the same entries
    await render({ mashup: { ...mashup, parts: mashup.parts.map(turned) } });
    expect(worked()).toBe(false);
  });

  it('what is ranked and was asked for as well has both ids, and what was turned down stays', async () => {
    const { mashupId, ...recipe } = mashup;
    const rejected = { percussion: ['track-x'] };
    const folder = await render({ mashup: recipe, rejected });
    expect(facts(folder)).toMatchObject({ drawnId: mashupId, rejected });
    expect(facts(folder)['mashupId']).toBeUndefined();
    expect(await render()).toBe(folder);
    expect(facts(folder)).toMatchObject({ mashupId, drawnId: mashupId, rejected });
  });

  it('judged anew, leaves the audio and tells the new score', async () => {
    const folder = await render({ scorer: { name: 'amu', version: '1' } });
    world.tools.asked.length = 0;
    const judged = { ...mashup, score: 0.5, axes: { texture: 0.5 } };
    await render({ mashup: judged, scorer: { name: 'lee', version: '1' }, runSeed: '8' });
    expect(worked()).toBe(false);
    expect(facts(folder)).toMatchObject({
      score: 0.5,
      axes: { texture: 0.5 },
      scorer: { name: 'lee' },
      seed: '8',
      bars: 16,
    });
    // And it still counts as finished.
    await render({ mashup: judged });
    expect(worked()).toBe(false);
  });

  it.each<[string, (folder: string) => void]>([
    ['a file is missing', (folder) => rmSync(join(folder, 'vocal.flac'))],
    ['it was not finished', (folder) => rmSync(join(folder, 'mashup.json'))],
    ['what tells of it is damaged', (folder) => writeFileSync(join(folder, 'mashup.json'), '{"schema":1')],
  ])('makes it again where %s, and clears what was half done', async (_, damage) => {
    const folder = await render();
    damage(folder);
    writeFileSync(join(folder, 'mix.flac.123.part'), 'half');
    world.tools.asked.length = 0;
    expect(await render()).toBe(folder);
    expect(worked()).toBe(true);
    expect(readdirSync(folder).some((name) => name.endsWith('.part'))).toBe(false);
    expect(facts(folder)).toMatchObject({ bars: 16 });
  });

  it('makes it again where a clip was analysed anew', async () => {
    await render();
    world.tools.asked.length = 0;
    const clip = await world.state.catalogue.getClip('clip-Beta');
    if (!clip) throw new Error('Beta is gone');
    const beats = clip.grid.beats.map((time) => time + 0.02);
    await world.state.catalogue.putClip({ ...clip, grid: { ...clip.grid, beats } });
    await render();
    expect(worked()).toBe(true);
    await world.state.catalogue.putClip(clip);
  });

  it('makes it again where the others shall not give way to the voice, and tells the mixer', async () => {
    const folder = await render();
    world.tools.asked.length = 0;
    expect(await render({ ducked: false })).toBe(folder);
    expect(world.tools.asked.some((line) => line.startsWith('mix') && line.endsWith('not ducked'))).toBe(
      true,
    );
    world.tools.asked.length = 0;
    await render({ ducked: false });
    expect(worked()).toBe(false);
  });

  it('makes it again for another recipe under the same id, and beside it for another format', async () => {
    const folder = await render();
    world.tools.asked.length = 0;
    expect(await render({ mashup: { ...mashup, bars: 8 } })).toBe(folder);
    expect(worked()).toBe(true);
    expect(facts(folder)).toMatchObject({ bars: 8 });
    expect(await render({ format: 'mp3', muted: ['vocal'] })).not.toBe(folder);
  });

  it('tries again, once, when a process died; when it fails, what was there before is as it was', async () => {
    const died = new PipelineError('child-died', 'it died', { retryable: true });
    world.tools.fail('mix', died);
    const folder = await render();
    expect(existsSync(join(folder, 'mashup.json'))).toBe(true);
    rmSync(out, { recursive: true });
    world.tools.fail('mix', died, died);
    await expect(render()).rejects.toMatchObject({ code: 'child-died' });
    expect(existsSync(folder)).toBe(false);
    await render();
    const before = readdirSync(folder).map((name) => [name, statSync(join(folder, name)).mtimeMs]);
    world.tools.fail('mix', died, died);
    await expect(render({ mashup: { ...mashup, bars: 8 } })).rejects.toMatchObject({ code: 'child-died' });
    expect(readdirSync(folder).map((name) => [name, statSync(join(folder, name)).mtimeMs])).toEqual(before);
  });
});
