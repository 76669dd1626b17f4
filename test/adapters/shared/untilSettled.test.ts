import { expect, it } from 'vitest';
import { untilSettled } from '../../../src/adapters/shared/untilSettled.js';

it('is settled when all calls that were made have ended, well or badly', async () => {
  const ends: ((error?: Error) => void)[] = [];
  const { port, settled } = untilSettled({
    name: 'x',
    now: () => 1,
    later: () =>
      new Promise<void>((resolve, reject) => {
        ends.push((error) => (error ? reject(error) : resolve()));
      }),
  });
  expect([port.name, port.now()]).toEqual(['x', 1]);
  await settled();
  void port.later();
  port.later().catch(() => undefined);
  let over = false;
  const all = settled().then(() => (over = true));
  ends[0]();
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(over).toBe(false);
  ends[1](new Error('no'));
  await all;
  await settled();
});
