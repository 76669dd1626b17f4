import { expect, it } from 'vitest';
import { pairLabels } from '../../src/evaluation/pairLabels.js';

it('tells pairs made together from those of other compositions', () => {
  const scores = Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9);
  expect(pairLabels({ compositions: ['a', 'a', 'b'], scores })).toEqual({
    ...{ right: [1, 5, 9], wrong: [3, 6, 7, 8] },
  });
});
