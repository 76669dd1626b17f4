import { describe, expect, it } from 'vitest';
import { turns } from '../../../src/operators/stream/turns.js';

/** Lets everything that can go on do so. */
const breathe = (): Promise<void> => new Promise((done) => setImmediate(done));

describe('turns', () => {
  it('gives a name to one at a time, in the order asked; other names do not wait', async () => {
    const queue = turns();
    const order: string[] = [];
    const ask = (name: string, who: string): Promise<() => void> =>
      queue.take(name).then((giveBack) => {
        order.push(who);
        return giveBack;
      });
    const [first, second, third] = [ask('x', 'x1'), ask('x', 'x2'), ask('x', 'x3')];
    await ask('y', 'y1');
    await breathe();
    expect(order).toEqual(['x1', 'y1']);
    (await first)();
    await breathe();
    expect(order).toEqual(['x1', 'y1', 'x2']);
    (await second)();
    (await third)();
    expect(order).toEqual(['x1', 'y1', 'x2', 'x3']);
    await ask('x', 'x4');
    expect(order.at(-1)).toBe('x4');
  });

  it('takes giving back twice for once', async () => {
    const queue = turns();
    const giveBack = await queue.take('x');
    giveBack();
    giveBack();
    await queue.take('x');
    let got = false;
    void queue.take('x').then(() => (got = true));
    giveBack();
    await breathe();
    expect(got).toBe(false);
  });
});
