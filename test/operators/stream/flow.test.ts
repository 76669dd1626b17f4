import { from, lastValueFrom, map, pipe, tap, toArray, type OperatorFunction } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { PipelineError } from '../../../src/errors.js';
import { silentObserver } from '../../../src/metrics.js';
import { createDelivery } from '../../../src/operators/stream/delivery.js';
import type { Outcome } from '../../../src/operators/stream/message.js';
import { retryOnce } from '../../../src/operators/stream/retryOnce.js';
import { route } from '../../../src/operators/stream/route.js';
import { stage, type Stage } from '../../../src/operators/stream/stage.js';
import { manualClock } from '../../support/manualClock.js';
import { brief, messageOf, recordOf } from '../../support/messages.js';

const options = { observer: silentObserver, clock: manualClock() };
const named = <A>(name: string): Stage<A, string> =>
  stage(name, options, (value: A) => [`${name}${String(value)}`]);

async function run<A, B>(
  messages: Outcome<A>[],
  operator: OperatorFunction<Outcome<A>, Outcome<B>>,
): Promise<string[]> {
  const released = tap<Outcome<B>>((outcome) => outcome.delivery.release());
  return (await lastValueFrom(from(messages).pipe(operator, released, toArray()))).map(brief);
}

const failureOf = (key: string, settled: string[]): Outcome<never> => ({
  ...messageOf(key, 0, settled),
  kind: 'failure',
  stage: 'before',
  error: new PipelineError('silent', ''),
});

describe('delivery', () => {
  it('settles once, after the last release, cleaning up last deferred first', () => {
    const events: string[] = [];
    const delivery = createDelivery(recordOf('a', 'x'), { onSettled: () => events.push('settled') });
    delivery.defer(() => events.push('first'));
    delivery.defer(() => events.push('second'));
    delivery.hold();
    delivery.release();
    expect(events).toEqual([]);
    delivery.release();
    expect(events).toEqual(['second', 'first', 'settled']);
    expect(() => delivery.release()).toThrow(/released twice/);
    expect(() => delivery.hold()).toThrow(/after it settled/);
  });
});

describe('route', () => {
  it('sends each message its way, failures the other', async () => {
    const settled: string[] = [];
    const messages: Outcome<number | string>[] = [
      messageOf('a', 1, settled),
      messageOf('b', 'text', settled),
      failureOf('c', settled),
    ];
    const when = (value: number | string): value is string => typeof value === 'string';
    const both = route<number | string, string, string>({
      when,
      then: named('text '),
      otherwise: pipe(
        named('number '),
        map((o) => o),
      ),
    });
    expect(await run(messages, both)).toEqual(['a:number 1', 'b:text text', 'c!silent@before']);
    expect(settled).toEqual(['a', 'b', 'c']);
  });
});

describe('retryOnce', () => {
  const failing = (errors: PipelineError[]): (() => Promise<string>) => {
    return () => {
      const error = errors.shift();
      return error ? Promise.reject(error) : Promise.resolve('done');
    };
  };
  const died = (): PipelineError => new PipelineError('child-died', 'it died', { retryable: true });
  const { signal } = new AbortController();

  it('tries again once where the error may pass', async () => {
    expect(await retryOnce(signal, failing([died()]))).toBe('done');
    await expect(retryOnce(signal, failing([died(), died()]))).rejects.toMatchObject({ code: 'child-died' });
  });

  it('says that it was tried twice only where the same kind of trouble came again', async () => {
    await expect(retryOnce(signal, failing([died(), died()]))).rejects.toMatchObject({
      retryable: true,
      message: expect.stringMatching(/^it died.*tried again/) as string,
    });
    const other = new PipelineError('not-audio', 'no');
    await expect(retryOnce(signal, failing([died(), other]))).rejects.toBe(other);
    const foreign = new Error('foreign');
    await expect(
      retryOnce(signal, failing([died(), foreign as unknown as PipelineError])), // whatever a library throws
    ).rejects.toBe(foreign);
  });

  it('does not try again what cannot pass, nor after an abort', async () => {
    await expect(retryOnce(signal, failing([new PipelineError('not-audio', 'no')]))).rejects.toMatchObject({
      code: 'not-audio',
    });
    await expect(retryOnce(AbortSignal.abort(), failing([died()]))).rejects.toMatchObject({
      code: 'child-died',
    });
  });
});
