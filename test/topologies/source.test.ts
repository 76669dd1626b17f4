import { Subject } from 'rxjs';
import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../src/operators/stream/message.js';
import type { Attempts } from '../../src/ports/attempts.js';
import type { ConsumedRecord } from '../../src/ports/log.js';
import { messageSource } from '../../src/topologies/source.js';
import { recordOf } from '../support/messages.js';
import { quiet } from '../support/quiet.js';
import { until } from '../support/until.js';

/** It is not lost, and the last of its partition. */
const kept = { lost: new AbortController().signal, end: () => 9 };

/** A record of one generation; its settles are noted as `key@generation`. */
const consumedOf = (offset: number, generation: number, settled: string[]): ConsumedRecord => ({
  record: recordOf(`song ${offset}`, { schema: 1, uri: '/a' }, offset),
  generation,
  settle: () => settled.push(`song ${offset}@${generation}`),
  ...kept,
});

function counting(): Attempts & { readonly calls: string[] } {
  const calls: string[] = [];
  const call = (what: string, { offset }: { readonly offset: number }): Promise<void> => {
    calls.push(`${what} ${offset}`);
    return Promise.resolve();
  };
  return {
    calls,
    count: () => Promise.resolve(0),
    begin: (place) => call('begin', place),
    takeBack: (place) => call('take back', place),
    end: (place) => call('end', place),
  };
}

function reading(attempts: Attempts = counting()) {
  const consumed$ = new Subject<ConsumedRecord>();
  const out: Outcome<unknown>[] = [];
  const events: string[] = [];
  const { messages$, blame } = messageSource('tracks', consumed$, {
    ...{ attempts, inWork: 4 },
    onBegun: ({ key }) => events.push(`begun ${key}`),
    onSettled: ({ key }) => events.push(`settled ${key}`),
  });
  const subscription = messages$.subscribe((outcome) => out.push(outcome));
  return { consumed$, out, events, subscription, blame };
}

describe('a record that comes again while its work runs', () => {
  it('attaches to that work: one message, and every settle once', async () => {
    const attempts = counting();
    const { consumed$, out, events } = reading(attempts);
    const settled: string[] = [];
    consumed$.next(consumedOf(0, 1, settled));
    consumed$.next(consumedOf(1, 1, settled));
    // The group was joined anew: the same offsets come again.
    consumed$.next(consumedOf(0, 2, settled));
    consumed$.next(consumedOf(0, 3, settled));
    await until(() => out.length === 2);
    await out[0].delivery.begin();
    expect(settled).toEqual([]);
    out[0].delivery.release();
    await until(() => settled.length > 0);
    expect(settled).toEqual(['song 0@1', 'song 0@2', 'song 0@3']);
    expect(attempts.calls).toEqual(['begin 0', 'end 0']);
    expect(events).toEqual(['begun song 0', 'begun song 1', 'settled song 0']);
  });

  it('is new work once the former has settled', async () => {
    const { consumed$, out } = reading();
    const settled: string[] = [];
    consumed$.next(consumedOf(0, 1, settled));
    await until(() => out.length === 1);
    out[0].delivery.release();
    consumed$.next(consumedOf(0, 2, settled));
    await until(() => out.length === 2);
    expect(settled).toEqual(['song 0@1']);
    out[1].delivery.release();
    expect(settled).toEqual(['song 0@1', 'song 0@2']);
  });
});

it('settles nothing when it is stopped, and asks nothing of what no heavy work was done for', async () => {
  const attempts = counting();
  const { consumed$, out, subscription } = reading(attempts);
  const settled: string[] = [];
  for (const offset of [0, 1, 2]) consumed$.next(consumedOf(offset, 1, settled));
  await until(() => out.length === 3);
  out[1].delivery.release();
  await until(() => settled.length === 1);
  subscription.unsubscribe();
  expect(settled).toEqual(['song 1@1']);
  expect(attempts.calls).toEqual([]);
});

it('is over only when the last of what is in hand has settled, though the store of attempts takes its time', async () => {
  let answer = (): void => undefined;
  const end = (): Promise<void> => new Promise((resolve) => (answer = resolve));
  const [consumed$, told, out] = [new Subject<ConsumedRecord>(), [] as string[], [] as Outcome<unknown>[]];
  let draining = false;
  const source = { attempts: { ...counting(), end }, inWork: 4, draining: () => draining };
  messageSource('tracks', consumed$, source).messages$.subscribe({
    next: (outcome) => out.push(outcome),
    complete: () => told.push('over'),
  });
  consumed$.next(consumedOf(0, 1, told));
  await until(() => out.length === 1);
  await out[0].delivery.begin();
  draining = true;
  consumed$.complete();
  out[0].delivery.release();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(told).toEqual([]);
  answer();
  await until(() => told.length === 2);
  expect(told).toEqual(['song 0@1', 'over']);
});

it('blames every record in hand, and no other, for what ended the stream', async () => {
  const attempts = counting();
  const { consumed$, out, blame } = reading(attempts);
  for (const offset of [0, 1, 2]) consumed$.next(consumedOf(offset, 1, []));
  await until(() => out.length === 3);
  out[1].delivery.release();
  blame();
  expect(attempts.calls).toEqual(['begin 0', 'begin 2']);
});

it('begins records without a key of text at once: they share none', async () => {
  const { consumed$, out } = reading();
  const sound = consumedOf(0, 1, []);
  const rawKeys = [undefined, null, null, Uint8Array.of(255)];
  for (const [offset, rawKey] of rawKeys.entries())
    consumed$.next({
      ...sound,
      record: { ...sound.record, key: '', offset, ...(rawKey !== undefined && { rawKey }) },
    });
  await until(() => out.length === 4);
  const stages = out.map((each) => each.kind === 'failure' && [each.stage, each.error.message]);
  expect(stages.slice(1)).toEqual([
    ['read', expect.stringMatching('it has no key')],
    ['read', expect.stringMatching('it has no key')],
    ['read', expect.stringMatching('the key is no text')],
  ]);
});

it('forgets what is lost while it waits, and does not begin what is lost when it comes', async () => {
  const { consumed$, out, events } = reading();
  const [keeping, losing] = [new AbortController(), new AbortController()];
  const of = (offset: number, { signal }: AbortController): ConsumedRecord => {
    const consumed = consumedOf(offset, 1, []);
    return { ...consumed, record: { ...consumed.record, key: 'a' }, lost: signal };
  };
  consumed$.next(of(0, keeping));
  for (const offset of [1, 2]) consumed$.next(of(offset, losing));
  consumed$.next(of(3, keeping));
  await until(() => out.length === 1);
  losing.abort();
  consumed$.next(of(4, losing));
  out[0].delivery.release();
  await until(() => out.length === 2);
  out[1].delivery.release();
  await until(() => events.length === 4);
  expect(await quiet(() => out.length)).toBe(2);
  expect(out.map(({ delivery }) => delivery.record.offset)).toEqual([0, 3]);
});

it('hands back what is lost while its work runs: nothing is settled or blamed, its key is free when the work has ended', async () => {
  const attempts = counting();
  const { consumed$, out, events, blame } = reading(attempts);
  const settled: string[] = [];
  const lost = new AbortController();
  consumed$.next({ ...consumedOf(0, 1, settled), lost: lost.signal });
  await until(() => out.length === 1);
  lost.abort();
  expect(out[0].delivery.lost.aborted).toBe(true);
  consumed$.next(consumedOf(0, 2, settled));
  blame();
  out[0].delivery.release();
  await until(() => out.length === 2);
  expect([settled, events]).toEqual([[], ['begun song 0', 'settled song 0', 'begun song 0']]);
  out[1].delivery.release();
  expect(settled).toEqual(['song 0@2']);
  expect(attempts.calls).toEqual([]);
});

it('begins one record of a key at a time; others pass', async () => {
  const { consumed$, out } = reading();
  const settled: string[] = [];
  const of = (key: string, offset: number): ConsumedRecord => ({
    record: recordOf(key, { schema: 1, uri: '/a' }, offset),
    generation: 1,
    settle: () => settled.push(`${key} ${offset}`),
    ...kept,
  });
  for (const [offset, key] of ['a', 'a', 'a', 'b'].entries()) consumed$.next(of(key, offset));
  await until(() => out.length === 2);
  expect(out.map(({ key }) => key)).toEqual(['a', 'b']);
  // It comes again while it waits.
  consumed$.next({ ...of('a', 1), generation: 2, settle: () => settled.push('a 1 again') });
  out[0].delivery.release();
  await until(() => out.length === 3);
  expect(out[2].delivery.record.offset).toBe(1);
  out[2].delivery.release();
  expect(settled).toEqual(['a 0', 'a 1', 'a 1 again']);
});
