import { describe, expect, it } from 'vitest';
import { atMost } from '../../../src/adapters/shared/atMost.js';

const never = new Promise<never>(() => undefined);
const after = (span: number, error: Error) =>
  new Promise<never>((_, reject) => setTimeout(() => reject(error), span));

describe('atMost', () => {
  it('waits for work that ends in time, and passes its error on', async () => {
    let done = false;
    await atMost(
      10_000,
      Promise.resolve().then(() => (done = true)),
    );
    expect(done).toBe(true);
    await expect(atMost(10_000, after(1, new Error('in time')))).rejects.toThrow('in time');
  });

  it('waits no longer than it is told; an error that comes later is nobody’s', async () => {
    await atMost(5, never);
    await atMost(5, after(30, new Error('late')));
    await new Promise((resolve) => setTimeout(resolve, 60));
  });
});
