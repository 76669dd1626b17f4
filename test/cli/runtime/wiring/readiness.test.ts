import { expect, it } from 'vitest';
import { readiness } from '../../../../src/cli/runtime/wiring/readiness.js';

it('tells the first reason that there is, each time anew', () => {
  const reasons: (string | undefined)[] = [undefined, undefined, undefined];
  const notReady = readiness([0, 1, 2].map((i) => () => reasons[i]));
  expect(notReady()).toBeUndefined();
  reasons[2] = 'no fetch for 60 s';
  expect(notReady()).toBe('no fetch for 60 s');
  reasons[1] = 'draining';
  expect(notReady()).toBe('draining');
});
