import { beforeAll, describe, expect, it } from 'vitest';
import { drawRecipe } from '../../../src/cli/runtime/drawRecipe.js';
import { findRecipe } from '../../../src/cli/runtime/findRecipe.js';
import { openState } from '../../../src/cli/runtime/openState.js';
import { conditions } from '../../../src/domain/condition.js';
import { clipOf } from '../../support/clips.js';
import { mashstream } from '../../support/mashstream.js';
import { matchedState } from '../../support/matchedState.js';
import { temporaryDirectory } from '../../support/temporaryDirectory.js';

const directory = temporaryDirectory();
const data = directory('data');
const songs = [
  { name: 'Alpha', bpm: 120, tonic: 0 },
  { name: 'Beta', bpm: 124, tonic: 2 },
  { name: 'Far', bpm: 96, tonic: 6 },
  { name: 'Near', bpm: 97, tonic: 1 },
];
beforeAll(() => matchedState(data, songs));
const render = (...words: string[]) => mashstream('render', '--data', data, ...words);

describe('render refuses', () => {
  it.each([
    [[], /give either an id or --condition/],
    [['ab', '--condition', 'matched'], /give either an id or --condition/],
    [['--condition', 'odd', '--mute', 'drums'], /2 problems[^]*--condition: must be one of[^]*--mute: drums/],
    [['ab', '--mute', 'vocal,harmonic,percussion'], /nothing would be left to hear/],
    [['zz'], /no ranked mashup and no training sample[^]*mashstream watch/],
    [['--condition', 'matched', '--vocal', 'nobody'], /none of the voices asked for/],
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
  const [ranking] = (await mashstream('watch', '--once', '--json', '--data', data)).json() as unknown as [
    { mashups: { mashupId: string; score: number }[] },
  ];
  const [{ mashupId, score }] = ranking.mashups;
  const found = await findRecipe(state.log, mashupId.slice(0, 12));
  expect(found).toMatchObject({ id: mashupId, scorer: { name: 'amu' }, runSeed: '1', mashup: { score } });

  const samples: string[] = [];
  await new Promise<void>((resolve, reject) => {
    state.log
      .readTable('training-samples')
      .subscribe({ next: ({ key }) => samples.push(key), error: reject, complete: resolve });
  });
  const labels = await Promise.all(samples.map((id) => findRecipe(state.log, id.slice(0, 12))));
  expect(new Set(labels.map(({ sample }) => sample?.label))).toEqual(
    new Set(['positive', 'unlabelled', 'negative']),
  );
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
