import { describe, expect, it } from 'vitest';
import { fairPool, type FairPool } from '../../../src/adapters/process/fairPool.js';

const pool = (things: readonly string[], liked: string[] = []): FairPool<string> =>
  fairPool(things, { preferred: (thing) => liked.includes(thing), refusal: () => new Error('refused') });
const breathe = (): Promise<void> => new Promise((done) => setImmediate(done));

describe('fairPool', () => {
  it('lends each thing to one at a time, first come first served', async () => {
    const things = pool(['a']);
    const order: number[] = [];
    const takes = [1, 2, 3].map((n) => things.acquire(undefined).then((thing) => (order.push(n), thing)));
    await breathe();
    expect(order).toEqual([1]);
    things.release(await takes[0]);
    await breathe();
    expect(order).toEqual([1, 2]);
    things.release(await takes[1]);
    expect(await takes[2]).toBe('a');
  });

  it('lends a preferred thing where there is a choice, any where there is none', async () => {
    const things = pool(['a', 'b', 'c'], ['b']);
    expect(await things.acquire(undefined)).toBe('b');
    expect(await things.acquire(undefined)).toBe('a');
  });

  it('lets who is not waiting any more out of the queue: the next gets the thing', async () => {
    const things = pool(['a']);
    const held = await things.acquire(undefined);
    const stop = new AbortController();
    const left = things.acquire(stop.signal);
    const next = things.acquire(undefined);
    stop.abort();
    await expect(left).rejects.toThrow('refused');
    things.release(held);
    expect(await next).toBe('a');
  });

  it('does not take back what was lent because the taker aborts later', async () => {
    const things = pool(['a']);
    const held = await things.acquire(undefined);
    const stop = new AbortController();
    const waiting = things.acquire(stop.signal);
    things.release(held);
    expect(await waiting).toBe('a');
    stop.abort();
    let lent = false;
    void things.acquire(undefined).then(() => (lent = true));
    await breathe();
    expect(lent).toBe(false);
  });

  it('refuses at once after an abort, and everybody once it is closed', async () => {
    const things = pool(['a']);
    await expect(things.acquire(AbortSignal.abort())).rejects.toThrow('refused');
    await things.acquire(undefined);
    const waiting = [things.acquire(undefined), things.acquire(undefined)];
    things.refuseAll();
    for (const refused of waiting) await expect(refused).rejects.toThrow('refused');
    things.release('a');
    await expect(things.acquire(undefined)).rejects.toThrow('refused');
  });
});
