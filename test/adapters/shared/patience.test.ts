import { describe, expect, it } from 'vitest';
import { createPatience, type PatienceOptions } from '../../../src/adapters/shared/patience.js';
import { patient } from '../../../src/adapters/shared/patient.js';
import { PipelineError } from '../../../src/errors.js';

const away = new PipelineError('unavailable', 'It is away.', {
  retryable: true,
  context: { away: 'the thing' },
});

/** Patience that only notes how long it would have waited. */
function noting(options: PatienceOptions = {}) {
  const pauses: number[] = [];
  let time = 0;
  const pause = (span: number): Promise<void> => {
    pauses.push(span);
    time += span;
    return Promise.resolve();
  };
  const pass = (span: number): number => (time += span);
  return { pauses, pass, patience: createPatience({ pause, now: () => time, ...options }) };
}

/** Fails so many times, then gives its answer. */
function failing(times: number, error: Error = away): () => Promise<string> {
  let left = times;
  return () => {
    left -= 1;
    return left < 0 ? Promise.resolve('done') : Promise.reject(error);
  };
}

describe('createPatience', () => {
  it('waits longer and longer, up to two seconds, until the work is done', async () => {
    const { pauses, patience } = noting();
    expect(await patience.through(failing(9))).toBe('done');
    expect(pauses).toEqual([50, 100, 200, 400, 800, 1600, 2000, 2000, 2000]);
  });

  it('takes work that throws, or answers, at once', async () => {
    const { pauses, patience } = noting();
    let thrown = 0;
    const work = (): number => {
      thrown += 1;
      if (thrown === 1) throw away;
      return 7;
    };
    expect([await patience.through(work), pauses]).toEqual([7, [50]]);
  });

  it('passes every other error on', async () => {
    const { pauses, patience } = noting();
    for (const error of [new PipelineError('busy', 'another run', { retryable: true }), new Error('else')])
      await expect(patience.through(failing(1, error))).rejects.toBe(error);
    expect(pauses).toEqual([]);
  });

  it('gives up at its limit, and says how long it waited; nobody waits for that again', async () => {
    const { patience } = noting({ limit: 30_000 });
    const error: unknown = await patience.through(failing(1000)).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'unavailable', retryable: false });
    expect(String(error)).toMatch(/It is away\. It was waited for 31 s/);
    const again = noting();
    await expect(again.patience.through(failing(1, error as Error))).rejects.toBe(error);
    expect(again.pauses).toEqual([]);
  });

  it('counts the time that failures take; the first of them alone is not told, a second is', async () => {
    const reasons: (string | undefined)[] = [];
    const { pass, patience } = noting({ limit: 10_000, onOver: () => reasons.push('over') });
    const slow = (times: number) => {
      const work = failing(times);
      return () => {
        reasons.push(patience.reason());
        pass(4000);
        return work();
      };
    };
    expect(await patience.through(slow(1))).toBe('done');
    expect(reasons.splice(0)).toEqual([undefined, undefined]);
    expect(await patience.through(slow(2))).toBe('done');
    expect(reasons.splice(0)).toEqual([undefined, undefined, 'waiting for the thing', 'over']);
    await expect(patience.through(slow(9))).rejects.toThrow(/It was waited for 12 s/);
  });

  it.each(['its own signal', 'the signal of the work'])('is ended by %s', async (which) => {
    const abort = new AbortController();
    const own = which === 'its own signal';
    const patience = createPatience(own ? { signal: abort.signal } : {});
    const waiting = patience.through(failing(Infinity), own ? undefined : abort.signal);
    abort.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'aborted' });
  });

  it('tells once what many wait for, when it lasts, and once that it is over', async () => {
    const told: string[] = [];
    const reasons: (string | undefined)[] = [];
    const release: (() => void)[] = [];
    let time = 0;
    const patience = createPatience({
      now: () => time,
      pause: () => new Promise<void>((resolve) => release.push(resolve)),
      onWaiting: ({ message }) => told.push(message),
      onOver: () => told.push('over'),
    });
    const next = async (): Promise<void> => {
      time += 175;
      for (const each of release.splice(0)) each();
      await new Promise((resolve) => setImmediate(resolve));
      reasons.push(patience.reason());
    };
    const all = [patience.through(failing(6)), patience.through(failing(7))];
    await new Promise((resolve) => setImmediate(resolve));
    for (let n = 0; n < 7; n += 1) await next();
    expect(await Promise.all(all)).toEqual(['done', 'done']);
    const waiting = 'waiting for the thing';
    expect(reasons).toEqual([undefined, undefined, undefined, waiting, waiting, waiting, undefined]);
    expect(told).toEqual(['It is away.', 'over']);
  });
});

describe('patient', () => {
  const port = (left: { count: number }) => ({
    name: 'port',
    now: (): number => 5,
    ask: (what: string, signal?: AbortSignal): Promise<string> => {
      signal?.throwIfAborted();
      left.count -= 1;
      return left.count < 0 ? Promise.resolve(`${what}!`) : Promise.reject(away);
    },
  });

  it('lets calls wait and passes the rest on', async () => {
    const { pauses, patience } = noting();
    const waiting = patient(port({ count: 3 }), patience);
    expect([waiting.name, waiting.now(), await waiting.ask('yes')]).toEqual(['port', 5, 'yes!']);
    expect(pauses).toEqual([50, 100, 200]);
  });

  it('stops waiting when a signal that it was given is aborted', async () => {
    const abort = new AbortController();
    const asked = patient(port({ count: Infinity }), createPatience()).ask('no', abort.signal);
    abort.abort();
    await expect(asked).rejects.toMatchObject({ code: 'aborted' });
  });
});
