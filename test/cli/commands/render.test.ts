import { beforeAll, describe, expect, it } from 'vitest';
import { mkdir, writeFile } from 'node:fs/promises';
import { clipsById } from '../../../src/cli/runtime/reading/clipsById.js';
import { readRankings } from '../../../src/cli/runtime/reading/readRankings.js';
import { drawRecipe } from '../../../src/cli/runtime/rendering/drawRecipe.js';
import { findRecipe } from '../../../src/cli/runtime/rendering/findRecipe.js';
import { openState } from '../../../src/cli/runtime/wiring/openState.js';
import { conditions } from '../../../src/domain/condition.js';
import { clipOf } from '../../support/clips.js';
import { mashstream } from '../../support/mashstream.js';
import { matchedState } from '../../support/matchedState.js';
import { temporaryDirectory } from '../../support/temporaryDirectory.js';

const directory = temporaryDirectory();
const data = directory('data');
const places = { data, out: directory('out') };
const songs = [
  { name: 'Alpha', bpm: 120, tonic: 0 },
  { name: 'Beta', bpm: 124, tonic: 2 },
  { name: 'Far', bpm: 96, tonic: 6 },
  { name: 'Near', bpm: 97, tonic: 1 },
];
beforeAll(() => matchedState(data, songs));
const render = (...words: string[]) => mashstream('render', '--data', data, '--out', places.out, ...words);

describe('render refuses', () => {
  it.each([
    [[], /give either an id or --condition/],
    [['ab', '--condition', 'matched'], /give either an id or --condition/],
    [['--condition', 'odd', '--mute', 'drums'], /2 problems[^]*--condition: must be one of[^]*--mute: drums/],
    [['ab', '--mute', 'vocal,harmonic,percussion'], /nothing would be left to hear/],
    [
      ['zz'],
      /no ranked mashup, no training sample and nothing in .*out has[^]*npx mashstream watch --once --data/,
    ],
    [['--condition', 'matched', '--vocal', 'nobody'], /--vocal "nobody": no song has these words/],
    [['--condition', 'matched', '--exclude', 'nobody', '--vocal', 'x'], /2 problems[^]*"x"[^]*"nobody"/],
    [['--condition', 'matched', '--vocal', 'alpha', '--exclude', 'beta'], /none of the voices asked for/],
    [['--vocal', 'alpha'], /give either an id or --condition, or --vocal with --harmonic/],
    [
      ['--vocal', 'alpa', '--harmonic', 'betta'],
      /2 problems[^]*"alpa": no song[^]*near it: Alpha\n[^]*near it: Beta/,
    ],
    [['--vocal', 'beta', '--harmonic', 'near', '--exclude', 'beta'], /"beta": all songs .* are left out/],
    [['ab', '--reroll', 'percussion', '--exclude', 'nobody'], /--exclude "nobody": no song/],
    [['zz', '--reroll', 'percussion'], /no ranked mashup/],
    [['ab', '--out', `${data}/out`], /lies in the data folder[^]*--out/],
  ])('%j', async (words, reason) => {
    const { code, stderr } = await render(...words);
    expect(code).toBe(1);
    expect(stderr).toMatch(reason);
  });

  it('an id that several mashups begin with, naming them', async () => {
    // More ids than hexadecimal digits: two begin alike.
    const { code, stderr } = await render('');
    expect(code).toBe(1);
    expect(stderr).toMatch(/ids begin so[^]*\n {2}- [0-9a-f]{20} \(matched\)/);
  });
});

it('finds mashups with their scorer, and training samples with their label, by the beginning of an id', async () => {
  const state = openState(data, 'look');
  const rankings = (await mashstream('watch', '--once', '--json', '--data', data)).json() as unknown as {
    mashups: { mashupId: string; score: number }[];
  }[];
  const [{ mashupId, score }] = rankings.flatMap(({ mashups }) => mashups);
  const found = await findRecipe(state.log, mashupId.slice(0, 12), places);
  expect(found).toMatchObject({ id: mashupId, scorer: { name: 'dualnet' }, runSeed: '1', mashup: { score } });

  const samples: string[] = [];
  await new Promise<void>((resolve, reject) => {
    state.log
      .readTable('training-samples')
      .subscribe({ next: ({ key }) => samples.push(key), error: reject, complete: resolve });
  });
  const labels = await Promise.all(samples.map((id) => findRecipe(state.log, id.slice(0, 12), places)));
  expect(new Set(labels.map(({ sample }) => sample?.label))).toEqual(
    new Set(['positive', 'unlabelled', 'negative']),
  );
  await state.close();
});

it('finds what lies in the folder of results, also among the older, where neither ranking nor sample has the id', async () => {
  const state = openState(data, 'look');
  const { mashup } = drawRecipe(await clipsById(state.catalogue), {
    ...{ condition: 'matched', seed: '1', vocal: [], exclude: [] },
  });
  const folder = async (name: string, content: object): Promise<void> => {
    await mkdir(directory('out', name), { recursive: true });
    const made = { schema: 1, seed: '7', madeFrom: 'x', files: {}, duration: 30, ...mashup, ...content };
    await writeFile(directory('out', name, 'mashup.json'), JSON.stringify(made));
  };
  await folder('narrowed', { mashupId: 'xa1', score: 0.5 });
  await folder('older/gone', { mashupId: 'xb2' });
  await folder('drawn', { drawnId: 'xc3' });
  for (const [prefix, id] of [
    ['xa', 'xa1'],
    ['xb2', 'xb2'],
    ['xc3', 'xc3'],
  ])
    expect(await findRecipe(state.log, prefix, places)).toMatchObject({ id, runSeed: '7', mashup });
  await expect(findRecipe(state.log, 'x', places)).rejects.toThrow(/3 ids begin so[^]*xa1 \(matched\)/);
  // What is ranked comes first.
  const [best] = (await readRankings(state.log)).flatMap(({ mashups }) => mashups);
  const { mashupId } = best;
  await folder('copy', { mashupId, bars: 3 });
  await folder('beside', { mashupId: `${mashupId.slice(0, 10)}-other` });
  expect(await findRecipe(state.log, mashupId.slice(0, 10), places)).toMatchObject({ mashup: best });
  await state.close();
});

describe('drawRecipe', () => {
  const clips = new Map(songs.map(({ name, ...shape }) => [name, clipOf(name, { title: name, ...shape })]));
  const selection = { vocal: [], exclude: [] };

  it.each(conditions)('draws %s, the same for the same seed', (condition) => {
    const draw = (seed: string) => drawRecipe(clips, { condition, seed, ...selection });
    const { mashup, id } = draw('1');
    expect(mashup.condition).toBe(condition);
    expect(draw('1')).toEqual({ mashup, id, runSeed: '1' });
    const draws = Array.from({ length: 20 }, (_, i) => draw(String(i)));
    expect(new Set(draws.map((each) => each.id)).size).toBeGreaterThan(1);
  });

  it('passes over voices that have no parts, and keeps to the voices and songs asked for', () => {
    const draws = Array.from({ length: 20 }, (_, i) =>
      drawRecipe(clips, { condition: 'matched', seed: String(i), vocal: [], exclude: ['Beta'] }),
    );
    // Without Beta, Alpha has no harmonic partner.
    expect(new Set(draws.map(({ mashup }) => mashup.seedClipId))).toEqual(new Set(['Near']));
    const one = drawRecipe(clips, { condition: 'original', seed: '1', vocal: ['far'], exclude: [] });
    expect(one.mashup.parts.map(({ clipId }) => clipId)).toEqual(['Far', 'Far', 'Far']);
  });
});
