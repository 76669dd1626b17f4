import { expect, it } from 'vitest';
import { holdScorer } from '../../../src/adapters/shared/holdScorer.js';
import type { Scorer } from '../../../src/ports/scorer.js';
import { plainScorer } from '../../support/plainScorer.js';

const closed: string[] = [];
const scorerOf = (version: string): Scorer => ({
  ...plainScorer({ version }),
  close: () => Promise.resolve(void closed.push(version)),
});
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

it('lends the new one after a swap, and closes the former when all have released it', async () => {
  closed.length = 0;
  const held = holdScorer(scorerOf('1'));
  const [a, b] = [held.take(), held.take()];
  held.swap(scorerOf('2'));
  const c = held.take();
  expect([a, b, c].map(({ scorer }) => scorer.version)).toEqual(['1', '1', '2']);
  a.release();
  await settle();
  expect(closed).toEqual([]);
  b.release();
  await settle();
  expect(closed).toEqual(['1']);
  c.release();
  await settle();
  expect(closed).toEqual(['1']);
  await held.close();
  expect(closed).toEqual(['1', '2']);
});

it('closes one that nobody has at once, and waits at the end for who still has one', async () => {
  closed.length = 0;
  const held = holdScorer(scorerOf('1'));
  held.swap(scorerOf('2'));
  await settle();
  expect(closed).toEqual(['1']);
  const taken = held.take();
  const closing = held.close();
  await settle();
  expect(closed).toEqual(['1']);
  taken.release();
  await closing;
  expect(closed).toEqual(['1', '2']);
});

it('tells at the end of one that could not be closed', async () => {
  const broken = { ...plainScorer(), close: () => Promise.reject(new Error('stuck')) };
  const held = holdScorer(broken);
  held.swap(scorerOf('2'));
  await expect(held.close()).rejects.toThrow('stuck');
});
