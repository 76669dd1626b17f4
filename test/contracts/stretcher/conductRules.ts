import { expect, it } from 'vitest';
import { randomFrom } from '../../../src/domain/random.js';
import { clicks } from '../../support/clicks.js';
import type { Bench } from './support/benchOf.js';
import { rate } from './support/rate.js';

/** The same job again, an abort, a map that is none. */
export function conductRules(bench: Bench): void {
  it('gives the same samples for the same job, and leaves no other file', async () => {
    const input = clicks([0.5, 1, 1.5], 2, randomFrom('same'));
    const job = {
      timeMap: [
        [0, 0],
        [2, 1.8],
      ],
      duration: 1.8,
      shift: 1,
    } as const;
    const [first, second] = [await bench.run([input], job), await bench.run([input], job)];
    expect(second.channels).toEqual(first.channels);
    expect(first.left).toEqual(['-in.wav', '-out.wav']);
  });

  it('stops on abort and leaves no file', async () => {
    const input = clicks([0.5], 60, randomFrom('abort'));
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 300);
    const run = bench.run(
      [input, input],
      {
        timeMap: [
          [0, 0],
          [60, 70],
        ],
        duration: 70,
      },
      stop.signal,
    );
    await expect(run).rejects.toMatchObject({ code: 'aborted' });
    await expect(
      bench.run([input], { timeMap: [[0, 0]], duration: 1 }, AbortSignal.abort()),
    ).rejects.toMatchObject({ code: 'aborted' });
  });

  it('refuses a map that is not one', async () => {
    const input = new Float32Array(rate);
    await expect(
      bench.run([input], {
        timeMap: [
          [1, 1],
          [0, 2],
        ],
        duration: 2,
      }),
    ).rejects.toMatchObject({ code: 'internal' });
  });
}
