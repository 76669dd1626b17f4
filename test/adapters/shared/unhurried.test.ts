import { expect, it } from 'vitest';
import { unhurried } from '../../../src/adapters/shared/unhurried.js';

const numbers = (count: number): number[] => Array.from({ length: count }, (_, n) => n);

/** The steps that were done by the time others had a turn. */
async function turnsWithin(count: number): Promise<{ results: readonly number[]; seen: readonly number[] }> {
  const seen: number[] = [];
  let done = 0;
  let over = false;
  const others = (): void => {
    seen.push(done);
    if (!over) setImmediate(others);
  };
  setImmediate(others);
  const results = await unhurried(numbers(count), (n) => ((done += 1), n * 2));
  over = true;
  return { results, seen };
}

it('does all in order', async () => {
  expect((await turnsWithin(100)).results).toEqual(numbers(100).map((n) => n * 2));
  expect(await unhurried([], () => 1)).toEqual([]);
});

it('gives others a turn before the first step of many, and after each 32', async () => {
  expect((await turnsWithin(100)).seen.slice(0, 4)).toEqual([0, 32, 64, 96]);
});

it('does a few at once', async () => {
  expect((await turnsWithin(32)).seen).toEqual([]);
});

it('ends with what a step throws', async () => {
  const step = (n: number): never => {
    throw new Error(`no ${n}`);
  };
  await expect(unhurried(numbers(50), step)).rejects.toThrow('no 0');
});
