import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commitTracker } from '../../../src/adapters/shared/commitTracker.js';

/** Ascending offsets with gaps, and an order in which to settle them. */
const history = fc
  .tuple(fc.integer({ min: 0, max: 1000 }), fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 60 }))
  .map(([start, steps]) => {
    let at = start - 1;
    return { start, offsets: steps.map((step) => (at += step)) };
  })
  .chain(({ start, offsets }) =>
    fc.record({
      start: fc.constant(start),
      offsets: fc.constant(offsets),
      order: fc.shuffledSubarray(offsets, { minLength: offsets.length }),
      /** How many are handed out before each settle. */
      ahead: fc.integer({ min: 1, max: 70 }),
    }),
  );

/** The first offset that is not settled, looked for the slow way. */
function expected(start: number, offsets: readonly number[], settled: ReadonlySet<number>): number {
  const handed = [...offsets].sort((a, b) => a - b);
  let position = start;
  for (const offset of handed) {
    if (!settled.has(offset)) break;
    position = offset + 1;
  }
  return position;
}

describe('commitTracker', () => {
  it('commits the highest contiguous settled offset, never back, and everything in the end', () => {
    fc.assert(
      fc.property(history, ({ start, offsets, order, ahead }) => {
        const tracker = commitTracker(start);
        const settled = new Set<number>();
        const handed: number[] = [];
        let before = tracker.position();
        const waiting = [...offsets];
        for (const offset of order) {
          const until = Math.max(settled.size + ahead, offsets.indexOf(offset) + 1);
          while (handed.length < until && waiting.length > 0) {
            const next = waiting.shift()!;
            handed.push(next);
            tracker.handOut(next);
          }
          expect(tracker.settle(offset)).toBe(true);
          expect(tracker.settle(offset)).toBe(false);
          settled.add(offset);
          const position = tracker.position();
          expect(position).toBe(expected(start, handed, settled));
          expect(position).toBeGreaterThanOrEqual(before);
          expect(tracker.tail()).toBe([...settled].filter((each) => each >= position).length);
          before = position;
        }
        expect(tracker.position()).toBe((offsets.at(-1) ?? start - 1) + 1);
        expect(tracker.tail()).toBe(0);
      }),
    );
  });

  it('does not move past the start before anything is settled', () => {
    const tracker = commitTracker(5);
    tracker.handOut(9);
    expect(tracker.position()).toBe(5);
  });

  it('ignores what was not handed out', () => {
    const tracker = commitTracker(0);
    tracker.handOut(0);
    expect(tracker.settle(3)).toBe(false);
    expect(tracker.position()).toBe(0);
    expect(tracker.tail()).toBe(0);
  });

  it('takes a long run (in quadratic time it would not end)', () => {
    const tracker = commitTracker(0);
    const count = 400_000;
    for (let offset = 0; offset < count; offset += 1) {
      tracker.handOut(offset);
      if (offset >= 100) tracker.settle(offset - 100);
    }
    expect(tracker.position()).toBe(count - 100);
  });
});
