import { describe, expect, it } from 'vitest';
import { beatRatio, countedBeats, countedTempo } from '../../../src/domain/music/beatRatio.js';

describe('beatRatio', () => {
  it('counts beats so that the part is stretched least', () => {
    expect([beatRatio(120, 118), beatRatio(140, 71), beatRatio(70, 139), beatRatio(120, 90)]).toEqual([
      1, 2, 0.5, 1,
    ]);
    expect(countedTempo(140, 71)).toBe(142);
  });

  it('leaves them as they are where both ways are as near', () => {
    expect([beatRatio(100 * Math.SQRT2, 100), beatRatio(100, 100 * Math.SQRT2)]).toEqual([1, 1]);
  });
});

describe('countedBeats', () => {
  it('puts a beat between two in half time, and takes every other one in double time', () => {
    const beats = [1, 2, 3.5, 4.5, 5.5];
    expect(countedBeats(beats, 1)).toEqual(beats);
    expect(countedBeats(beats, 2)).toEqual([1, 1.5, 2, 2.75, 3.5, 4, 4.5, 5, 5.5]);
    expect(countedBeats(beats, 0.5)).toEqual([1, 3.5, 5.5]);
    expect(countedBeats(beats.slice(0, 4), 0.5)).toEqual([1, 3.5]);
  });
});
