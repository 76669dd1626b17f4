import { describe, expect, it } from 'vitest';
import { conditions } from '../../src/domain/condition.js';
import { partSchema, rankingSchema, recipeSchema } from '../../src/domain/mashup.js';
import { sampleSchema } from '../../src/domain/learning/sample.js';

const part = { role: 'vocal', clipId: 'c', trackId: 't', shift: -3, warp: true, stretch: 0.8, offset: -0.5 };
const recipe = { seedClipId: 'c', condition: 'matched', bars: 16, parts: [part] };
const isPart = (changes: object): boolean => partSchema.safeParse({ ...part, ...changes }).success;
const isRecipe = (changes: object): boolean => recipeSchema.safeParse({ ...recipe, ...changes }).success;

describe('partSchema', () => {
  it('takes shifts and offsets of both signs', () => {
    expect(isPart({})).toBe(true);
    expect(isPart({ shift: 3, offset: 0.9 })).toBe(true);
  });
  it.each([{ role: 'drums' }, { stretch: 0 }, { stretch: -1 }, { warp: 'yes' }, { shift: null }])(
    'refuses %j',
    (changes) => expect(isPart(changes)).toBe(false),
  );
});

describe('recipeSchema', () => {
  it('takes every condition and one to three parts', () => {
    for (const condition of conditions) expect(isRecipe({ condition })).toBe(true);
    for (const count of [1, 2, 3]) expect(isRecipe({ parts: Array(count).fill(part) })).toBe(true);
  });
  it.each([
    { bars: 0 },
    { bars: 1.5 },
    { parts: [] },
    { parts: Array(4).fill(part) },
    { condition: 'random' },
  ])('refuses %j', (changes) => expect(isRecipe(changes)).toBe(false));
});

it('a ranking may be empty: the seed has no partner', () => {
  const ranking = {
    schema: 1,
    seedClipId: 'c',
    seedTrackId: 't',
    scorer: { name: 'amu', version: '1' },
    revision: 0,
    runSeed: '1',
    mashups: [],
  };
  expect(rankingSchema.safeParse(ranking).success).toBe(true);
  expect(rankingSchema.safeParse({ ...ranking, revision: -1 }).success).toBe(false);
  expect(rankingSchema.safeParse({ ...ranking, mashups: [recipe] }).success).toBe(false);
});

it('a sample has one of the three labels', () => {
  const sample = { schema: 1, sampleId: 's', ordinal: 0, recipe, runSeed: '1', featuresVersion: '1' };
  for (const label of ['positive', 'unlabelled', 'negative'])
    expect(sampleSchema.safeParse({ ...sample, label }).success).toBe(true);
  expect(sampleSchema.safeParse({ ...sample, label: 'good' }).success).toBe(false);
  expect(sampleSchema.safeParse({ ...sample, label: 'positive', ordinal: -1 }).success).toBe(false);
});
