import { expect, it } from 'vitest';
import { foldPlan } from '../../../../src/cli/runtime/folds/foldPlan.js';

const songs = Array.from({ length: 15 }, (_, i) => `song ${i}`);
const plan = foldPlan(songs, {
  folds: 5,
  variants: ['scratch', 'warm'].map((name) => ({ name, key: name })),
  sizes: [6, 3, 9, 40],
});

it('plans a model for each variant, number of songs and fold; sizes that are not there are left out', () => {
  expect(plan).toHaveLength(2 * 3 * 5);
  const kinds = new Set(plan.map(({ variant: { name }, size }) => `${name} ${size ?? 'all'}`));
  expect([...kinds]).toEqual([...['scratch 3', 'scratch 6', 'scratch all', 'warm 3', 'warm 6', 'warm all']]);
  expect(plan.map(({ taught }) => taught)).toEqual(
    [3, 6, 9, 3, 6, 9].flatMap((taught) => Array.from({ length: 5 }, () => taught)),
  );
});

it('teaches fewer songs some of those of more, and chooses and tests by the same', () => {
  const [small, , all] = [3, 6, undefined].map((size) =>
    plan.find((each) => each.size === size && each.fold === 2),
  );
  if (!small || !all) throw new Error('it is not planned');
  for (const [song, split] of small.splits) expect(all.splits.get(song)).toBe(split);
  const apart = (splits: typeof all.splits) => [...splits].filter(([, split]) => split !== 'train');
  expect(apart(small.splits)).toEqual(apart(all.splits));
});

it('tests each song once', () => {
  const tested = plan
    .filter(({ variant: { name }, size }) => name === 'warm' && size === 3)
    .flatMap(({ splits }) => [...splits].flatMap(([song, split]) => (split === 'test' ? song : [])));
  expect(tested.sort()).toEqual([...songs].sort());
});
