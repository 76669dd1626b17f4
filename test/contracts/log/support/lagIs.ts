import { expect } from 'vitest';
import type { Log } from '../../../../src/ports/log.js';

/** Waits until the group's lag in `tracks` is `lag`: what was settled is then committed. */
export async function lagIs(log: Log, lag: number, group = 'ingest'): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    const [found] = await log.lag(group, ['tracks']);
    if (found.lag === lag) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  expect(await log.lag(group, ['tracks'])).toEqual([{ topic: 'tracks', lag }]);
}
