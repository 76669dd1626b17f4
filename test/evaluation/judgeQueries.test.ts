import { expect, it } from 'vitest';
import { judgePairs, judgeTriples } from '../../src/evaluation/judgeQueries.js';
import { pairQueries } from '../../src/evaluation/pairQueries.js';
import { tripleQueries } from '../../src/evaluation/tripleQueries.js';
import type { PlayUnwarped } from '../../src/evaluation/unwarpedPart.js';
import type { Scorer } from '../../src/ports/scorer.js';
import { clipOf } from '../support/clips.js';

const clips = ['a', 'b', 'c'].map((name, n) => ({ clip: clipOf(name, { tonic: n }), composition: name }));
const asIs: PlayUnwarped = ({ clip }) => clip;
const numberOf = (clipId: string): number => clips.findIndex(({ clip }) => clip.clipId === clipId);

/** Tells who was asked about, as digits. */
const told: Scorer = {
  ...{ name: 'told', version: '1', features: '1' },
  prepare: () => Promise.resolve(),
  preScore: (pairs) =>
    Promise.resolve(
      pairs.map(({ seed, clip, shift }) => 100 * numberOf(seed.clipId) + 10 * numberOf(clip.clipId) + shift),
    ),
  score: (seed, harmonics, percussions) =>
    Promise.resolve(
      harmonics.map((harmonic) =>
        percussions.map(({ clipId }) => ({
          score: 100 * numberOf(seed.clipId) + 10 * numberOf(harmonic.clip.clipId) + numberOf(clipId),
          axes: {},
        })),
      ),
    ),
  close: () => Promise.resolve(),
};

it('judges the right pair and all wrong ones of each query', async () => {
  const queries = pairQueries(clips, { role: 'harmonic', seeker: 'voice', condition: 'matched' }, asIs);
  expect(await judgePairs(told, queries)).toEqual([
    { composition: 'a', right: 0, wrong: [9, 18] },
    { composition: 'b', right: 110, wrong: [101, 119] },
    { composition: 'c', right: 220, wrong: [202, 211] },
  ]);
});

it('judges the own triple against pairs of others', async () => {
  const [first] = await judgeTriples(told, tripleQueries(clips, 'matched', asIs));
  expect({ ...first, wrong: first.wrong.toSorted((a, b) => a - b) }).toEqual({
    ...{ composition: 'a', right: 0 },
    wrong: [11, 12, 21, 22],
  });
});
