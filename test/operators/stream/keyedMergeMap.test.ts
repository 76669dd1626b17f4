import { EMPTY, finalize, from, lastValueFrom, of, Subject, toArray } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { keyedMergeMap } from '../../../src/operators/stream/keyedMergeMap.js';

const keyOf = (text: string): string => text[0];

/** Runs by hand: work on a value ends when `finish` is called with it. */
function byHand(concurrency: number) {
  const source$ = new Subject<string>();
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const events: string[] = [];
  const project = (value: string): Subject<string> => {
    begun.push(value);
    const inner = new Subject<string>();
    ends.set(value, () => {
      inner.next(value.toUpperCase());
      inner.complete();
    });
    return inner;
  };
  const subscription = source$.pipe(keyedMergeMap(project, { concurrency, keyOf })).subscribe({
    next: (value) => events.push(value),
    error: (error: Error) => events.push(error.message),
    complete: () => events.push('complete'),
  });
  return { source$, begun, events, subscription, finish: (value: string) => ends.get(value)?.() };
}

describe('keyedMergeMap', () => {
  it('begins another key while one is busy, and the next of a key when the one before has ended', () => {
    const { source$, begun, finish, events } = byHand(2);
    for (const value of ['a1', 'a2', 'b1', 'c1']) source$.next(value);
    expect(begun).toEqual(['a1', 'b1']);
    finish('b1');
    expect(begun).toEqual(['a1', 'b1', 'c1']);
    finish('a1');
    expect(begun).toEqual(['a1', 'b1', 'c1', 'a2']);
    expect(events).toEqual(['B1', 'A1']);
  });

  it('completes when the source and all work have, not before', () => {
    const { source$, finish, events } = byHand(1);
    source$.next('a1');
    source$.next('b1');
    source$.complete();
    finish('a1');
    expect(events).toEqual(['A1']);
    finish('b1');
    expect(events).toEqual(['A1', 'B1', 'complete']);
  });

  it('completes at once with an empty source', async () => {
    const mapped$ = EMPTY.pipe(keyedMergeMap((x: string) => of(x), { concurrency: 1, keyOf }));
    expect(await lastValueFrom(mapped$.pipe(toArray()))).toEqual([]);
  });

  it('passes errors on, of the work and of the source', async () => {
    const failing = (): Promise<string> => Promise.reject(new Error('work'));
    await expect(
      lastValueFrom(from(['a']).pipe(keyedMergeMap(failing, { concurrency: 1, keyOf }))),
    ).rejects.toThrow('work');
    const { source$, events } = byHand(1);
    source$.error(new Error('source'));
    expect(events).toEqual(['source']);
  });

  it('stops the work in hand and the source when nobody listens any more', () => {
    const { source$, subscription } = byHand(2);
    let stopped = false;
    const working = new Subject<string>().pipe(finalize(() => (stopped = true)));
    const running = source$.pipe(keyedMergeMap(() => working, { concurrency: 2, keyOf })).subscribe();
    source$.next('a');
    running.unsubscribe();
    expect(stopped).toBe(true);
    subscription.unsubscribe();
    expect(source$.observed).toBe(false);
  });
});
