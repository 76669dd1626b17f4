import { expect, it } from 'vitest';
import { foldSplits } from '../../../src/domain/learning/foldSplits.js';

const songs = Array.from({ length: 17 }, (_, i) => `song ${i}`);

it('tests each song in one fold, and chooses by it in another', () => {
  const folds = [0, 1, 2, 3, 4].map((fold) => foldSplits([...songs, ...songs], { fold, of: 5 }));
  for (const song of songs)
    expect(folds.map((splits) => splits.get(song)).sort()).toEqual([
      ...['test', 'train', 'train', 'train', 'validation'],
    ]);
  const tested = folds.map((splits) => [...splits.values()].filter((split) => split === 'test').length);
  expect(tested.sort()).toEqual([3, 3, 3, 4, 4]);
});

it('deals the same whatever the order', () => {
  const some = foldSplits(songs, { fold: 2, of: 5 });
  const others = foldSplits(songs.toReversed(), { fold: 2, of: 5 });
  for (const song of songs) expect(others.get(song)).toBe(some.get(song));
});
