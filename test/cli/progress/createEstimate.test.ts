import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEstimate } from '../../../src/cli/progress/createEstimate.js';
import { overallText } from '../../../src/cli/progress/overallText.js';
import type { ProgressEvent } from '../../../src/cli/progress/progressEvent.js';

const setUp = (total: number) => {
  let now = 0;
  const estimate = createEstimate(total, { now: () => now });
  const take = (trackKey: string, stage: string, kind: ProgressEvent['kind'], fraction?: number) =>
    estimate.take({ trackKey, title: trackKey, stage, kind, ...(fraction !== undefined && { fraction }) });
  return { estimate, take, at: (seconds: number) => (now = seconds * 1000) };
};

describe('createEstimate', () => {
  it('goes through the stages without ever going back, and ends with the last', () => {
    const { estimate, take } = setUp(1);
    const news: [string, ProgressEvent['kind'], number?][] = [
      ['identify', 'done'],
      ['decode', 'started'],
      ['decode', 'done'],
      ['separate', 'progress', 0.5],
      ['separate', 'progress', 0.2],
      ['separate', 'done'],
      ['analyze', 'done'],
    ];
    let before = 0;
    for (const [stage, kind, fraction] of news) {
      expect(take('a', stage, kind, fraction)).toBe(false);
      expect(estimate.fraction()).toBeGreaterThanOrEqual(before);
      before = estimate.fraction();
    }
    expect(before).toBeCloseTo(0.99);
    expect(take('a', 'index', 'done')).toBe(true);
    expect([estimate.fraction(), estimate.ended(), estimate.left()]).toEqual([1, 1, 0]);
    expect(take('a', 'track', 'done')).toBe(false);
    expect(estimate.ended()).toBe(1);
  });

  it('does not end with the stems of a song that is analysed again', () => {
    const { estimate, take } = setUp(1);
    expect(take('a', 'reload', 'done')).toBe(false);
    expect(take('a', 'index', 'done')).toBe(true);
    expect(estimate.ended()).toBe(1);
  });

  it('without an end counts what comes, and what comes again', () => {
    const { estimate, take } = setUp(0);
    for (const round of [1, 2]) {
      expect(take('a', 'identify', 'started')).toBe(false);
      expect(take('a', 'index', 'done')).toBe(true);
      expect(take('a', 'track', 'done')).toBe(false);
      expect(estimate.ended()).toBe(round);
      expect(overallText('', estimate)).toBe(`${round} done`);
    }
  });

  it('never counts past its total: what comes besides those named is added to it', () => {
    const { estimate, take } = setUp(2);
    const ends = (trackKey: string): string => {
      take(trackKey, 'decode', 'started');
      take(trackKey, 'index', 'done');
      take(trackKey, 'track', 'done');
      return overallText('songs', estimate);
    };
    expect(['a', 'b', 'c', 'd'].map(ends)).toEqual([
      '1 of 2 songs',
      '2 of 2 songs',
      '3 of 3 songs',
      '4 of 4 songs',
    ]);
    // One that comes again is the same one.
    expect(ends('a')).toBe('4 of 4 songs');
    expect(estimate.fraction()).toBe(1);
    take('e', 'separate', 'progress', 0.5);
    expect([estimate.total(), estimate.ended()]).toEqual([5, 4]);
    expect(estimate.fraction()).toBeLessThan(1);
  });

  it('of any history tells a share between 0 and 1 and no more ended than there are', () => {
    const news = fc.record({
      trackKey: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      stage: fc.constantFrom('identify', 'decode', 'separate', 'index', 'render', 'track'),
      kind: fc.constantFrom('started' as const, 'progress' as const, 'done' as const, 'failed' as const),
    });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4 }), fc.array(news), (total, events) => {
        const { estimate, take } = setUp(total);
        for (const { trackKey, stage, kind } of events) take(trackKey, stage, kind, 0.5);
        expect(estimate.ended()).toBeLessThanOrEqual(estimate.total());
        expect(estimate.total()).toBeGreaterThanOrEqual(total);
        expect(estimate.fraction()).toBeGreaterThanOrEqual(0);
        expect(estimate.fraction()).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('takes a failure for an end', () => {
    const { estimate, take } = setUp(2);
    expect(take('a', 'decode', 'failed')).toBe(true);
    expect(estimate.fraction()).toBe(0.5);
  });

  it('extrapolates the time left, once something is known', () => {
    const { estimate, take, at } = setUp(4);
    at(30);
    expect(estimate.left()).toBeUndefined();
    take('a', 'separate', 'done');
    take('a', 'index', 'done');
    expect(estimate.left()).toBeCloseTo(90);
    at(45);
    expect(estimate.left()).toBeCloseTo(135);
  });

  it('does not take tracks that were there already for speed', () => {
    const { estimate, take, at } = setUp(102);
    for (let i = 0; i < 100; i += 1) {
      take(`old ${i}`, 'identify', 'done');
      take(`old ${i}`, 'track', 'done');
    }
    take('new', 'decode', 'done');
    at(60);
    take('new', 'index', 'done');
    expect(estimate.ended()).toBe(101);
    expect(estimate.left()).toBeCloseTo(60);
  });

  it('takes a stage that stands alone for the whole work', () => {
    const { estimate, take } = setUp(2);
    take('m', 'render', 'progress', 0.5);
    expect(estimate.fraction()).toBeCloseTo(0.25);
    expect(take('m', 'render', 'done')).toBe(true);
  });

  it('has nothing to do where there is nothing', () => {
    const { estimate } = setUp(0);
    expect([estimate.fraction(), estimate.left()]).toEqual([1, 0]);
  });
});
