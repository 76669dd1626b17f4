import { expect, it } from 'vitest';
import { shortlistOf } from '../../../src/operators/match/shortlist.js';
import type { ScoredPair } from '../../../src/ports/scorer.js';
import { clipOf } from '../../support/clips.js';

/** By clip: what each shift is worth. */
type Worth = Readonly<Record<string, Readonly<Record<number, number>>>>;

function listed(worth: Worth, most: number): readonly [readonly string[], number | null] {
  const seed = clipOf('seed');
  const all = Object.entries(worth).flatMap(([id, shifts]) =>
    Object.entries(shifts).map(([shift, score]) => ({ id, shift: Number(shift), score })),
  );
  const pairs = all.map(({ id, shift }): ScoredPair => ({ seed, role: 'harmonic', clip: clipOf(id), shift }));
  const { parts, threshold } = shortlistOf(
    pairs,
    all.map(({ score }) => score),
    most,
  );
  return [parts.map(({ clip, shift }) => `${clip.clipId} ${shift}`), threshold];
}

it('takes each clip at its best shift, best first, and tells what a further one must reach', () => {
  const worth = { a: { '-1': 1, 0: 3 }, b: { 0: 2, 1: 5 }, c: { 0: 4 } };
  expect(listed(worth, 2)).toEqual([['b 1', 'c 0'], 4]);
  expect(listed(worth, 3)).toEqual([['b 1', 'c 0', 'a 0'], 3]);
});

it('has room while there are fewer clips than it takes', () => {
  expect(listed({ a: { 0: 1 } }, 2)).toEqual([['a 0'], null]);
  expect(listed({}, 2)).toEqual([[], null]);
});

it('takes a clip at one more shift where that is better than the last clip, and never at a third', () => {
  const worth = { a: { '-2': 7, 0: 9, 1: 8 }, b: { 0: 6, 1: 3 }, c: { 0: 1 } };
  expect(listed(worth, 2)).toEqual([['a 0', 'a 1', 'b 0'], 6]);
});

it('breaks ties by id, then by the smaller shift, then downwards', () => {
  const worth = { b: { 0: 1, 1: 1 }, a: { '-1': 1, 1: 1, 2: 1 } };
  expect(listed(worth, 2)).toEqual([['a -1', 'b 0'], 1]);
});
