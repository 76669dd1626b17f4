import { expect } from 'vitest';
import { quiet } from '../../../support/quiet.js';
import { until } from '../../../support/until.js';
import type { Follower } from './follow.js';

/** Waits until that many records have come, and sees that no more do. */
export const arrived = async (follower: Follower, count: number): Promise<void> => {
  await until(() => follower.got.length >= count);
  expect(await quiet(() => follower.got.length)).toBe(count);
};
