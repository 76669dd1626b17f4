import { expect, it } from 'vitest';
import { methodRule, searchRule } from '../../../src/mashability/conditions/matchRule.js';
import { pairsOf } from '../../../src/operators/match/pairsOf.js';
import { clipOf } from '../../support/clips.js';

const shiftsOf = (tonic: number, rule = methodRule): readonly number[] =>
  pairsOf(clipOf('seed', { tonic: 0 }), 'harmonic', clipOf('part', { tonic }), rule).map(
    ({ shift }) => shift,
  );

it('tries a harmonic part whose key is near enough at every shift that the rule allows, and no other', () => {
  expect(shiftsOf(0)).toEqual([-3, -2, -1, 0, 1, 2, 3]);
  expect(shiftsOf(9)).toEqual(shiftsOf(0));
  expect(shiftsOf(5)).toEqual([]);
  expect(shiftsOf(1, { maxShift: 1, maxStretch: 0.1 })).toEqual([-1, 0, 1]);
  expect(shiftsOf(0, { maxShift: 0, maxStretch: 0.1 })).toEqual([0]);
});

it('a key a fifth from the voice’s opens the door in a search', () => {
  const open = (maxShift: number): readonly number[] =>
    Array.from({ length: 12 }, (_, tonic) => tonic).filter(
      (tonic) => shiftsOf(tonic, searchRule({ maxShift, maxStretch: 0.1 })).length > 0,
    );
  expect(open(0)).toEqual([0, 5, 7]);
  expect(open(1)).toEqual([0, 1, 4, 5, 6, 7, 8, 11]);
  expect(open(3)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
});

it('leaves drums as they are, whatever key they were given', () => {
  const [seed, drums] = [clipOf('seed', { tonic: 0 }), clipOf('drums', { tonic: 6 })];
  expect(pairsOf(seed, 'percussion', drums, methodRule)).toEqual([
    { seed, role: 'percussion', clip: drums, shift: 0 },
  ]);
});
