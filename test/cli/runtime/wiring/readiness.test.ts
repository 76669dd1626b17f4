import { expect, it } from 'vitest';
import { readiness } from '../../../../src/cli/runtime/wiring/readiness.js';

it('tells the first reason that there is, each time anew', () => {
  const reasons: (string | undefined)[] = [undefined, undefined, undefined];
  const notReady = readiness([0, 1, 2].map((i) => () => reasons[i]));
  expect(notReady()).toBeUndefined();
  reasons[2] = 'the third';
  expect(notReady()).toBe('the third');
  reasons[1] = 'the second';
  expect(notReady()).toBe('the second');
});
