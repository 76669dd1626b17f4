import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { givenInRegion } from '../../../src/domain/music/givenInRegion.js';

const region = { start: 60, duration: 30 };
const beats = Array.from({ length: 400 }, (_, i) => 0.4 + i * 0.5);
const rounded = (times: readonly number[] | undefined): number[] | undefined =>
  times?.map((time) => Math.round(time * 1e6) / 1e6);

describe('givenInRegion', () => {
  it('passes on what has no time, and adds nothing', () => {
    const facts = { bpm: 93, key: { tonic: 1, mode: 'minor' }, meter: 3, exclude: ['vocal'] } as const;
    expect(givenInRegion({ ...facts, exclude: ['vocal'] }, region)).toEqual(facts);
    expect(givenInRegion({}, region)).toEqual({});
  });

  it('counts times from the start of the region', () => {
    expect(givenInRegion({ firstDownbeat: 61.5 }, region)).toEqual({ firstDownbeat: 1.5 });
    expect(givenInRegion({ beats: [60, 60.5, 90] }, region)).toEqual({ beats: [0, 0.5, 30] });
  });

  it('keeps a first downbeat where it is, before or after the region: it is not moved to its edge', () => {
    expect(givenInRegion({ firstDownbeat: 0.5 }, region)).toEqual({ firstDownbeat: -59.5 });
    expect(givenInRegion({ firstDownbeat: 0.5, bpm: 120 }, region).firstDownbeat).toBe(-59.5);
    expect(givenInRegion({ firstDownbeat: 100 }, region)).toEqual({ firstDownbeat: 40 });
  });

  it('keeps the beats that lie in the region, and no others', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 190, noNaN: true }),
        fc.double({ min: 1, max: 60, noNaN: true }),
        (start, duration) => {
          const found = givenInRegion({ beats, downbeats: beats }, { start, duration });
          const expected = beats.filter((time) => time >= start && time - start <= duration);
          expect(found.beats).toHaveLength(expected.length);
          expect(found.beats?.every((time) => time >= 0 && time <= duration)).toBe(true);
          expect(found.downbeats).toEqual(found.beats);
        },
      ),
    );
  });

  it('with all beats and the first downbeat, counts the bars from there', () => {
    // Beats at 0.4 + i/2; the first downbeat on the third; the region begins within a bar.
    const found = givenInRegion({ beats, firstDownbeat: 1.41 }, region);
    const expected = beats
      .filter((time, i) => i % 4 === 2 && time >= 60 && time <= 90)
      .map((time) => time - 60);
    expect(rounded(found.downbeats)).toEqual(rounded(expected));
    const threes = givenInRegion({ beats, firstDownbeat: 0.4, meter: 3 }, region);
    expect(rounded(threes.downbeats)?.[0]).toBeCloseTo(beats[120] - 60, 9);
  });

  it('leaves given downbeats alone', () => {
    const found = givenInRegion({ beats, downbeats: [60.4, 62.4], firstDownbeat: 0.9 }, region);
    expect(rounded(found.downbeats)).toEqual([0.4, 2.4]);
  });
});
