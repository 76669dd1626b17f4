import fc from 'fast-check';
import { concat, EMPTY, from, lastValueFrom, NEVER, of, Subject, tap, throwError, toArray } from 'rxjs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { PipelineError } from '../../../src/errors.js';
import type { StageObserver } from '../../../src/metrics.js';
import type { Outcome } from '../../../src/operators/stream/message.js';
import { stage, type Effect, type StageOptions } from '../../../src/operators/stream/stage.js';
import { manualClock } from '../../support/manualClock.js';
import { brief, messageOf } from '../../support/messages.js';

const seen: string[] = [];
const observer: StageObserver = {
  started: (name, key) => seen.push(`${name} started ${key}`),
  progressed: (name, key, fraction) => seen.push(`${name} progressed ${key} ${fraction}`),
  emitted: (name, key) => seen.push(`${name} emitted ${key}`),
  finished: (name, key, seconds) => seen.push(`${name} finished ${key} ${seconds}`),
  failed: (name, key, error) => seen.push(`${name} failed ${key} ${error.code}`),
};
const clock = manualClock();
const options: StageOptions = { observer, clock };

/** Runs messages through one stage; releases what comes out, as the sink does. */
async function through<A, B>(
  effect: Effect<A, B>,
  messages: Outcome<A>[],
  concurrency = 1,
): Promise<string[]> {
  seen.length = 0;
  const stream$ = from(messages).pipe(
    stage('work', { ...options, concurrency }, effect),
    tap((outcome) => outcome.delivery.release()),
    toArray(),
  );
  return (await lastValueFrom(stream$)).map(brief);
}

describe('stage', () => {
  it('emits what the effect returns, then settles the delivery once', async () => {
    const settled: string[] = [];
    expect(await through((n: number) => of(n, n + 1), [messageOf('a', 1, settled)])).toEqual(['a:1', 'a:2']);
    expect(settled).toEqual(['a']);
  });

  it('settles a message from which nothing is derived', async () => {
    const settled: string[] = [];
    expect(await through(() => EMPTY, [messageOf('a', 1, settled)])).toEqual([]);
    expect(settled).toEqual(['a']);
  });

  it('holds the delivery until every derived message is released', () => {
    const settled: string[] = [];
    const out: Outcome<number>[] = [];
    of(messageOf('a', 1, settled))
      .pipe(stage('work', options, () => of(1, 2)))
      .subscribe((outcome) => out.push(outcome));
    expect(settled).toEqual([]);
    out[0].delivery.release();
    expect(settled).toEqual([]);
    out[1].delivery.release();
    expect(settled).toEqual(['a']);
  });

  it('turns a failure after some output into both: the output stays, the failure follows, the delivery settles once', async () => {
    const settled: string[] = [];
    const effect = (): ReturnType<Effect<number, number>> =>
      concat(
        of(1),
        throwError(() => new PipelineError('not-audio', 'no')),
      );
    expect(await through(effect, [messageOf('a', 1, settled), messageOf('b', 2, settled)])).toEqual([
      'a:1',
      'a!not-audio@work',
      'b:1',
      'b!not-audio@work',
    ]);
    expect(settled).toEqual(['a', 'b']);
  });

  it('traps a throw and a rejection alike, and lives on', async () => {
    const effect = (n: number): Promise<number> => {
      if (n === 1) throw new Error('thrown');
      return n === 2 ? Promise.reject(new Error('rejected')) : Promise.resolve(n);
    };
    const messages = [1, 2, 3].map((n) => messageOf(String(n), n));
    expect(await through(effect, messages)).toEqual(['1!internal@work', '2!internal@work', '3:3']);
  });

  it.each(['disk-full', 'missing-program'] as const)('stops the stream when %s', async (code) => {
    const effect = (): never => {
      throw new PipelineError(code, 'stop');
    };
    await expect(through(effect, [messageOf('a', 1)])).rejects.toMatchObject({ code });
  });

  it('passes failures of earlier stages through untouched', async () => {
    const { delivery } = messageOf('a', 1);
    const failure = {
      kind: 'failure',
      key: 'a',
      stage: 'early',
      error: new PipelineError('silent', ''),
      delivery,
    } as const;
    expect(await through(() => of('never'), [failure])).toEqual(['a!silent@early']);
    expect(seen).toEqual([]);
  });

  it('tells the observer what happens, timed by the clock', async () => {
    const effect: Effect<number, number> = (n, { progress }) => {
      progress(0.5);
      clock.advance(2000);
      return of(n);
    };
    await through(effect, [messageOf('a', 1)]);
    expect(seen).toEqual(['work started a', 'work progressed a 0.5', 'work emitted a', 'work finished a 2']);
  });

  it('aborts running effects when the stream is torn down, and leaves their deliveries unsettled', () => {
    const settled: string[] = [];
    let aborted = false;
    const effect: Effect<number, never> = (_, { signal }) => {
      signal.addEventListener('abort', () => (aborted = true));
      return NEVER;
    };
    of(messageOf('a', 1, settled))
      .pipe(stage('work', options, effect))
      .subscribe()
      .unsubscribe();
    expect(aborted).toBe(true);
    expect(settled).toEqual([]);
  });

  it('is serial within a key and parallel across keys, never above the concurrency', async () => {
    const keys = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 24 });
    await fc.assert(
      fc.asyncProperty(
        keys,
        fc.integer({ min: 1, max: 4 }),
        fc.infiniteStream(fc.nat(3)),
        async (sequence, concurrency, waits) => {
          const running = new Set<string>();
          let most = 0;
          const effect = async (n: number, { key }: { key: string }): Promise<number> => {
            expect(running.has(key)).toBe(false);
            running.add(key);
            most = Math.max(most, running.size);
            const [wait] = waits.take(1);
            for (let i = 0; i < wait; i++) await Promise.resolve();
            running.delete(key);
            return n;
          };
          const messages = sequence.map((key, n) => messageOf(key, n));
          const out = await through(effect, messages, concurrency);
          expect(most).toBeLessThanOrEqual(concurrency);
          for (const key of new Set(sequence)) {
            const order = out.filter((line) => line.startsWith(key)).map((line) => Number(line.slice(2)));
            expect(order).toEqual([...order].sort((a, b) => a - b));
          }
          expect(out).toHaveLength(sequence.length);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('lets another key overtake one that is busy', () => {
    const gate$ = new Subject<number>();
    const out: string[] = [];
    const messages = [messageOf('slow', 0), messageOf('slow', 1), messageOf('quick', 2)];
    from(messages)
      .pipe(
        stage('work', { ...options, concurrency: 2 }, (n: number, { key }) =>
          key === 'slow' && n === 0 ? gate$ : of(n),
        ),
      )
      .subscribe((outcome) => out.push(brief(outcome)));
    expect(out).toEqual(['quick:2']);
    gate$.next(0);
    gate$.complete();
    expect(out).toEqual(['quick:2', 'slow:0', 'slow:1']);
  });
});

describe('an observer that throws', () => {
  const broken = (): never => {
    throw new Error('broken \u001b[31mview');
  };
  const failing: StageObserver = {
    started: broken,
    progressed: broken,
    emitted: broken,
    finished: broken,
    failed: broken,
  };
  const warning = vi.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
  afterEach(() => void warning.mockReset());

  it('changes nothing of what comes out and what settles, and is complained of once', async () => {
    const settled: string[] = [];
    const effect: Effect<number, number> = (n, { progress }) => {
      progress(0.5);
      if (n === 2) throw new PipelineError('not-audio', 'no');
      return of(n);
    };
    const outcomes = await lastValueFrom(
      from([1, 2, 3].map((n) => messageOf(`k${n}`, n, settled))).pipe(
        stage('work', { observer: failing, clock }, effect),
        tap((outcome) => outcome.delivery.release()),
        toArray(),
      ),
    );
    expect(outcomes.map(brief)).toEqual(['k1:1', 'k2!not-audio@work', 'k3:3']);
    expect(settled).toEqual(['k1', 'k2', 'k3']);
    expect(warning.mock.calls.flat()).toEqual([expect.stringMatching(/failed \(broken \uFFFD\[31mview\)/)]);
  });
});
