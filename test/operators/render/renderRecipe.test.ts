import { mkdtemp, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Clip } from '../../../src/domain/clip.js';
import type { Part, Recipe } from '../../../src/domain/mashup.js';
import type { Role } from '../../../src/domain/role.js';
import type { TimePoint } from '../../../src/domain/music/timeMap.js';
import { PipelineError } from '../../../src/errors.js';
import { renderRecipe, type RenderJob, type Rendered } from '../../../src/operators/render/renderRecipe.js';
import { clipOf, type ClipShape } from '../../support/clips.js';
import { ingestWorld } from '../../support/ingestWorld.js';
import { temporaryDirectory } from '../../support/temporaryDirectory.js';

const world = ingestWorld();
const directory = temporaryDirectory();

/** A clip with stored stems; its beats begin at 1 s. */
async function entered(clipId: string, shape: ClipShape = {}): Promise<Clip> {
  const stems: Clip['stems'] = {};
  for (const role of ['vocal', 'harmonic', 'percussion'] as const)
    stems[role] = await world().blobs.putBytes(
      `clips/${clipId}/${role}.flac`,
      new TextEncoder().encode(`${clipId}/${role}`),
    );
  const clip = { ...clipOf(clipId, shape), stems };
  await world().catalogue.putClip(clip);
  return clip;
}

const part = (role: Role, clipId: string, changes: Partial<Part> = {}): Part => ({
  role,
  clipId,
  trackId: `track-${clipId}`,
  shift: 0,
  warp: role !== 'vocal',
  stretch: 1,
  offset: 0,
  ...changes,
});
const recipe = (...parts: Part[]): Recipe => ({ seedClipId: 'seed', condition: 'matched', bars: 2, parts });

async function render(
  made: Recipe,
  changes: Partial<RenderJob> = {},
): Promise<Rendered & { readonly dir: string }> {
  const dir = await mkdtemp(directory('render-'));
  const job = {
    recipe: made,
    outputDir: dir,
    format: 'flac' as const,
    muted: [],
    ducked: true,
    tags: { title: 'T' },
    ...changes,
  };
  return { ...(await renderRecipe(world(), job)), dir };
}

/** What the file of a part tells of its making. */
async function making(
  dir: string,
  role: Role,
): Promise<{ from: string; timeMap: TimePoint[]; duration: number; shift: number }> {
  const text = await readFile(join(dir, `${role}.flac`), 'utf8');
  const [, from, told] = /^flac\(balanced wav\(([^)]*)\) on (.*)\)$/.exec(text) ?? [];
  return { from, ...(JSON.parse(told) as { timeMap: TimePoint[]; duration: number; shift: number }) };
}

describe('renderRecipe', () => {
  it('lays every beat of a part on the seed’s beat, over the bars of the recipe', async () => {
    await entered('seed', { bpm: 120 });
    await entered('h', { bpm: 100 });
    const moved = { shift: -2, cents: 31 };
    const made = recipe(part('vocal', 'seed'), part('harmonic', 'h', moved), part('percussion', 'h'));
    const { dir, duration, firstDownbeat } = await render(made);
    const harmonic = await making(dir, 'harmonic');
    expect(harmonic.from).toBe('h/harmonic');
    expect(harmonic.shift).toBeCloseTo(-1.69, 9);
    // Two bars of four and the beat that closes them; 0.6 s a beat there, 0.5 s here.
    expect(harmonic.timeMap).toHaveLength(9);
    harmonic.timeMap.forEach(([source, target], beat) => {
      expect(source).toBeCloseTo(1 + beat * 0.6, 9);
      expect(target).toBeCloseTo(firstDownbeat + beat * 0.5, 9);
    });
    expect(duration).toBeGreaterThan(4);
    for (const role of ['vocal', 'harmonic', 'percussion'] as const)
      expect((await making(dir, role)).duration).toBe(duration);
  });

  it('leaves the voice at its own speed, and keeps its timbre', async () => {
    await entered('seed');
    await entered('h');
    const { dir, firstDownbeat } = await render(recipe(part('vocal', 'seed'), part('harmonic', 'h')));
    expect((await making(dir, 'vocal')).timeMap).toEqual([[1, firstDownbeat]]);
    expect(world().asked).toContain('stretch aligned-vocal.wav 0 true');
    expect(world().asked).toContain('stretch aligned-harmonic.wav 0 false');
  });

  it('does not bend the seed’s own parts, whatever the recipe says', async () => {
    await entered('seed');
    const { dir } = await render(recipe(part('vocal', 'seed'), part('percussion', 'seed', { warp: true })));
    expect((await making(dir, 'percussion')).timeMap).toHaveLength(1);
  });

  it('plays what does not match at its own speed, moved off the beat', async () => {
    await entered('seed', { bpm: 120 });
    await entered('p', { bpm: 170 });
    const moved = part('percussion', 'p', { warp: false, offset: 0.31 });
    const { dir, firstDownbeat } = await render({
      ...recipe(part('vocal', 'seed'), moved),
      condition: 'unmatched-tempo',
    });
    const { timeMap } = await making(dir, 'percussion');
    expect(timeMap).toHaveLength(1);
    expect(timeMap[0][0]).toBe(1);
    expect(timeMap[0][1]).toBeCloseTo(firstDownbeat + 0.31, 9);
  });

  it('writes the mix and a file a part, tags on the mix, and leaves nothing else', async () => {
    await entered('seed');
    const made = recipe(part('vocal', 'seed'), part('percussion', 'seed'));
    const { dir, files, clips, mix } = await render(made, { format: 'wav', muted: ['percussion'] });
    expect(files).toEqual({ vocal: 'vocal.wav', percussion: 'percussion.wav', mix: 'mix.wav' });
    expect((await readdir(dir)).sort()).toEqual(['mix.wav', 'percussion.wav', 'vocal.wav']);
    expect(Object.keys(clips).sort()).toEqual(['percussion', 'vocal']);
    expect(mix.loudness).toBe(-14);
    expect(world().asked).toContain('mix percussion+vocal muted percussion');
    expect(world().asked).toContain('encode mix.wav 24 {"title":"T"}');
    expect(world().asked).toContain('encode vocal.wav 24 {}');
    expect(world().open()).toEqual([]);
  });

  it('tells the mixer when the voice sings in the output, and whether the others give way', async () => {
    const seed = await entered('seed', { bpm: 120 });
    const voice = { sungShare: 1, leak: -20, drumAgreement: 0, range: null };
    const sung: [number, number][] = [
      [0, 0.5],
      [0.9, 1.5],
      [2, 3],
      [30, 31],
    ];
    await world().catalogue.putClip({ ...seed, voice: { ...voice, sung } });
    const { firstDownbeat } = await render(recipe(part('vocal', 'seed')), { ducked: false });
    // The first beat lies at 1 s of the clip; what ends before the output begins or begins after its end is left out.
    const line = world().asked.findLast((each) => each.startsWith('mix')) ?? '';
    const told = JSON.parse(/sung (.*) not ducked$/.exec(line)?.[1] ?? '') as [number, number][];
    expect(told).toHaveLength(2);
    expect(told[0][0]).toBeCloseTo(0, 9);
    expect(told[0][1]).toBeCloseTo(firstDownbeat + 0.5, 9);
    expect(told[1][0]).toBeCloseTo(firstDownbeat + 1, 9);
  });

  it('asks how the voice comes in and goes out, and lays all parts on its pick-up', async () => {
    const seed = await entered('seed', { bpm: 120 });
    await entered('h');
    world().finds.edges = { in: [0.2, 0.215], out: [6, 6.25] };
    const voice = { sungShare: 1, leak: -20, drumAgreement: 0, range: null };
    await world().catalogue.putClip({ ...seed, voice: { ...voice, sung: [[0.3, 2]] } });
    const made = recipe(part('vocal', 'seed'), part('harmonic', 'h'));
    const { firstDownbeat, duration, dir } = await render(made);
    expect(world().asked).toContain('edges wav(seed/vocal) sung [[0.3,2]]');
    expect(firstDownbeat).toBeCloseTo(0.8, 9);
    // Two bars of two seconds from second 1 on, and what rings out.
    expect(duration).toBeCloseTo(0.8 + 4 + 1.25, 9);
    expect((await making(dir, 'harmonic')).timeMap[0][1]).toBeCloseTo(0.8, 9);
    const muted = await render(made, { muted: ['vocal'] });
    expect(muted.firstDownbeat).toBeCloseTo(0.03, 9);
  });

  it('the harmonic part is the sum of bass and other, which are stored apart', async () => {
    const seed = await entered('seed');
    const bytes = (text: string) => world().blobs.putBytes(`stems/${text}`, new TextEncoder().encode(text));
    const { vocal } = seed.stems;
    const stems = { ...(vocal && { vocal }), bass: await bytes('bass'), other: await bytes('other') };
    await world().catalogue.putClip({ ...seed, stems });
    const { dir } = await render(recipe(part('vocal', 'seed'), part('harmonic', 'seed')));
    const text = await readFile(join(dir, 'harmonic.flac'), 'utf8');
    expect(text).toMatch(/^flac\(balanced wav\(bass\) \+ wav\(other\) on /);
  });

  it('says what is gone, and clears up', async () => {
    const seed = await entered('seed');
    await expect(render(recipe(part('vocal', 'seed'), part('harmonic', 'lost')))).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringContaining('lost') as string,
    });
    const { vocal } = seed.stems;
    await world().catalogue.putClip({ ...seed, stems: { ...(vocal && { vocal }) } });
    await expect(render(recipe(part('vocal', 'seed'), part('harmonic', 'seed')))).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringContaining('harmonic') as string,
    });
    expect(world().open()).toEqual([]);
  });

  it('when one part fails, waits for the others before it clears up', async () => {
    await entered('seed');
    const { stretcher } = world();
    let ended = 0;
    const slow: typeof stretcher = {
      stretch: async (job) => {
        if (job.formants) throw new PipelineError('timeout', 'too slow');
        await new Promise((done) => setTimeout(done, 50));
        await stretcher.stretch(job);
        ended++;
      },
    };
    const job = { outputDir: directory(), format: 'flac' as const, muted: [], ducked: true, tags: {} };
    const made = recipe(part('vocal', 'seed'), part('harmonic', 'seed'), part('percussion', 'seed'));
    await expect(
      renderRecipe({ ...world(), stretcher: slow }, { ...job, recipe: made }),
    ).rejects.toMatchObject({
      code: 'timeout',
    });
    expect(ended).toBe(2);
    expect(world().open()).toEqual([]);
  });
});
