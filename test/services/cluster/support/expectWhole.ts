import { expect } from 'vitest';
import { alive } from '../../../support/alive.js';
import { childrenIn } from '../../../support/childrenIn.js';
import { until } from '../../../support/until.js';
import { badBlobsIn, fatesIn, lettersIn, rankingsIn, type Rankings } from './readings.js';
import type { World } from './world.js';

/**
 * What is to be true after whatever went wrong: each track is indexed, the rankings are those of a calm run, no blob that a clip refers to is
 * missing or cut short, and there are no dead letters.
 */
export async function expectAllDone({ state }: World, calm: Rankings): Promise<void> {
  // First: it tells why.
  expect((await lettersIn(state)).map(({ headers }) => headers)).toEqual([]);
  const fates = await fatesIn(state);
  expect(Object.values(fates)).toEqual(Object.keys(fates).map(() => 'indexed'));
  expect(await rankingsIn(state)).toEqual(calm);
  expect(await badBlobsIn(state)).toEqual([]);
}

/** Ends the workers that still run, in order; none is left, nor a child of one. Resolves to how long the slowest took, seconds. */
export async function endInOrder({ workers }: World): Promise<number> {
  const running = workers().filter(({ pid }) => alive(pid));
  const began = performance.now();
  for (const worker of running) worker.kill('SIGTERM');
  for (const { code } of await Promise.all(running.map(({ ended }) => ended))) expect(code).toBe(130);
  const seconds = (performance.now() - began) / 1000;
  expect(workers().filter(({ pid }) => alive(pid))).toEqual([]);
  await until(() => workers().every(({ folder }) => childrenIn(folder, '.js').length === 0), 20_000);
  return seconds;
}
