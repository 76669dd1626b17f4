import { describe, expect, it } from 'vitest';
import { once } from '../../../src/adapters/shared/once.js';

describe('once', () => {
  it('works at the first call only, however many wait for it', async () => {
    let calls = 0;
    const work = once(() => Promise.resolve(++calls));
    expect(calls).toBe(0);
    expect(await Promise.all([work(), work()])).toEqual([1, 1]);
    expect(await work()).toBe(1);
  });

  it('tries again after a failure: all who waited are told, the next is not', async () => {
    let calls = 0;
    const work = once(() => (++calls === 1 ? Promise.reject(new Error('first')) : Promise.resolve(calls)));
    const results = await Promise.allSettled([work(), work()]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await work()).toBe(2);
    expect(await work()).toBe(2);
  });
});
