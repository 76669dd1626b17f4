import { expect, it } from 'vitest';
import { judgeFolds } from '../../../../src/cli/runtime/folds/judgeFolds.js';
import { clipOf } from '../../../support/clips.js';
import { plainScorer } from '../../../support/plainScorer.js';

const clips = Array.from({ length: 6 }, (_, i) => ({
  clip: clipOf(`clip ${i}`, { artist: 'a', title: `song ${i}` }),
  composition: `song ${i}`,
}));
const playUnwarped = ({ clip }: { readonly clip: (typeof clips)[number]['clip'] }) => clip;

/** Knows which harmony is a voice's own, or takes every other one for better. */
const judge = (knows: boolean) =>
  plainScorer({
    preScore: ({ seed, clip }) => ((seed.clipId === clip.clipId) === knows ? 1 : 0),
    score: ({ clip }, _, seed) => ({ score: (seed.clipId === clip.clipId) === knows ? 1 : 0, axes: {} }),
  });

it('has each song judged by its own scorer, in all questions', async () => {
  const [good, bad] = [judge(true), judge(false)];
  const scorerFor = (song: string) => ({ scorer: song === 'song 0' ? good : bad, pairs: true });
  const first = await judgeFolds(clips, () => ({ scorer: good, pairs: true }), { playUnwarped });
  expect(first.areas.map(({ area }) => area.mean)).toEqual([1, 1, 1]);
  const mixed = await judgeFolds(clips, scorerFor, { playUnwarped, first });
  for (const { area, lessFirst } of mixed.areas) {
    expect(area.mean).toBeCloseTo(1 / 6, 9);
    expect(lessFirst?.mean).toBeCloseTo(-5 / 6, 9);
  }
  expect(mixed.objectives[1].rankOfFive.mean).toBeCloseTo((1 + 5 * 6) / 6, 9);
});

it('knows nothing of pairs where a judge does not', async () => {
  const { areas } = await judgeFolds(clips, () => ({ scorer: judge(true), pairs: false }), { playUnwarped });
  expect(areas.map(({ area }) => area.mean)).toEqual([NaN, NaN, 1]);
});
