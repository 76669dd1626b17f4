import util from 'node:util';
import { afterEach, expect, it } from 'vitest';
import { restoreUtil } from '../../../src/adapters/tfjs/restoreUtil.js';

type Test = (value: unknown) => boolean;
const tests = util as unknown as Record<string, Test | undefined>; // deprecated names, which Node up to 22 has

/** As this Node has them. */
const present = Object.getOwnPropertyDescriptors(util);
afterEach(() => {
  Object.defineProperties(util, present);
});

it('gives back what newer Nodes have dropped', () => {
  for (const name of ['isNullOrUndefined', 'isArray']) Reflect.deleteProperty(util, name);
  restoreUtil();
  expect([null, undefined, 0, ''].map((value) => tests['isNullOrUndefined']?.(value))).toEqual([
    ...[true, true, false, false],
  ]);
  expect([[], {}].map((value) => tests['isArray']?.(value))).toEqual([true, false]);
});

it('leaves what is there', () => {
  const own: Test = () => true;
  Object.defineProperty(util, 'isArray', { value: own, configurable: true });
  restoreUtil();
  expect(tests['isArray']).toBe(own);
});
