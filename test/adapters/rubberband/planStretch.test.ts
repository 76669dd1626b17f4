import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planStretch, wholeMove } from '../../../src/adapters/rubberband/planStretch.js';
import { timeMapAt } from '../../../src/audio/mix/timeMapAt.js';
import type { TimeMap } from '../../../src/domain/music/timeMap.js';

const rate = 44_100;
const jobOf = (timeMap: TimeMap, duration: number) => ({
  input: '',
  output: '',
  timeMap,
  duration,
  shift: 0,
  formants: false,
});

/** Maps of beats of 0.3–1 s at rates 0.7–1.3. */
const maps = fc
  .tuple(
    fc.double({ min: 0, max: 20, noNaN: true }),
    fc.double({ min: -1, max: 2, noNaN: true }),
    fc.array(
      fc.tuple(fc.double({ min: 0.3, max: 1, noNaN: true }), fc.double({ min: 0.7, max: 1.3, noNaN: true })),
      {
        minLength: 1,
        maxLength: 65,
      },
    ),
  )
  .map(([source, target, steps]) => {
    const map: [number, number][] = [[source, target]];
    for (const [step, ratio] of steps) {
      const [s, t] = map[map.length - 1];
      map.push([s + step, t + step * ratio]);
    }
    return map;
  });

describe('planStretch', () => {
  it('has key frames that ascend, lie within, and never at 0', () => {
    fc.assert(
      fc.property(maps, (map) => {
        const plan = planStretch(jobOf(map, Math.max(0.5, map[map.length - 1][1])), rate);
        const ends = [[0, 0], ...plan.keys, [plan.frames, plan.length]];
        ends.slice(1).forEach(([source, target], i) => {
          expect(source).toBeGreaterThan(ends[i][0]);
          expect(target).toBeGreaterThan(ends[i][1]);
        });
      }),
    );
  });

  it('begins at the rate of the first wanted interval', () => {
    fc.assert(
      fc.property(maps, (map) => {
        const plan = planStretch(jobOf(map, Math.max(0.5, map[map.length - 1][1])), rate);
        fc.pre(plan.keys.length > 0 && map[0][1] > 0);
        const [source, target] = plan.keys[0];
        // A key frame lies up to half a block and the engine's delay behind its beat, where the next interval's rate holds.
        expect(Math.abs(target - source * timeMapAt(map).rateAt(0))).toBeLessThanOrEqual(0.6 * 768 + 1);
      }),
    );
  });

  it('needs no key frames for one rate', () => {
    const plan = planStretch(jobOf([[3, 1]], 10), rate);
    expect(plan.keys.length).toBeLessThanOrEqual(1);
    expect(plan.length).toBe(plan.frames);
    expect(plan.from).toBe(1.5 * rate);
    expect(plan.skip).toBe(0.5 * rate);
  });

  it('refuses maps that do not ascend or are too steep', () => {
    const bad: readonly TimeMap[] = [
      [],
      [
        [1, 1],
        [1, 2],
      ],
      [
        [1, 2],
        [2, 2],
      ],
      [
        [2, 1],
        [1, 2],
      ],
      [
        [0, 0],
        [1, 5],
      ],
      [
        [0, 0],
        [5, 1],
      ],
    ];
    for (const map of bad) expect(() => planStretch(jobOf(map, 5), rate)).toThrow(/time map/);
    expect(() => planStretch(jobOf([[0, 0]], 0), rate)).toThrow(/time map/);
  });
});

describe('wholeMove', () => {
  it('knows a map that only moves', () => {
    expect(wholeMove([[2, 1]], rate)).toBe(rate);
    expect(
      wholeMove(
        [
          [2, 1],
          [3.000_005, 2],
          [9, 8],
        ],
        rate,
      ),
    ).toBe(rate);
  });
  it('knows one that stretches', () => {
    expect(
      wholeMove(
        [
          [2, 1],
          [3.0001, 2],
        ],
        rate,
      ),
    ).toBeUndefined();
  });
});
