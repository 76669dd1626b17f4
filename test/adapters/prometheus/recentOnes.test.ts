import { expect, it } from 'vitest';
import { recentOnes } from '../../../src/adapters/prometheus/recentOnes.js';

it('tells a name once, and again when others have pushed it out', () => {
  const isFirst = recentOnes(2);
  expect(['a', 'b', 'a', 'c', 'a', 'b'].map(isFirst)).toEqual([true, true, false, true, false, true]);
});
