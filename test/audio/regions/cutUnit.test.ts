import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RegionAnalysis } from '../../../src/audio/regions/analyzeRegion.js';
import { cutUnit, type Unit } from '../../../src/audio/regions/cutUnit.js';
import { unitBars } from '../../../src/audio/regions/unitBars.js';
import type { Meter } from '../../../src/domain/music/grid.js';

interface Shape {
  readonly bpm: number;
  readonly bars: number;
  readonly meter: Meter | null;
  readonly pickup?: number;
  readonly voice?: (beat: number) => number;
  /** Where the voice sings, in beats. */
  readonly sung?: readonly (readonly [from: number, to: number])[];
}

/** A region of whole bars after a pickup, closed by one more downbeat. */
function region({ bpm, bars, meter, pickup = 0, voice, sung = [] }: Shape): RegionAnalysis {
  const perBar = meter ?? 4;
  const count = pickup + bars * perBar + 1;
  const timeOf = (beat: number): number => 0.1 + (beat * 60) / bpm;
  /** Share of a beat that is sung. */
  const share = (beat: number): number =>
    sung.reduce((sum, [from, to]) => sum + Math.max(0, Math.min(beat + 1, to) - Math.max(beat, from)), 0);
  return {
    grid: {
      bpm,
      meter,
      beats: Array.from({ length: count }, (_, i) => timeOf(i)),
      downbeats: Array.from({ length: bars + 1 }, (_, i) => pickup + i * perBar),
      confidence: 1,
    },
    key: { tonic: 0, mode: 'major' },
    tuning: 0,
    keyConfidence: 1,
    keyAlternatives: [],
    beatConfidence: 1,
    downbeatConfidence: 1,
    vocalActivity: Float32Array.from({ length: count - 1 }, (_, i) => voice?.(i) ?? share(i)),
    sung: undefined,
    phrases: sung.map(([from, to]) => [timeOf(from), timeOf(to)]),
    duration: timeOf(count),
  };
}

/** When the bars of the voice begin, and end. */
function linesOf(unit: Unit | undefined): readonly [first: number, last: number] {
  const { grid, bars, startBar } = unit ?? expect.fail('no unit');
  const meter = grid.meter ?? 4;
  return [grid.beats[startBar * meter], grid.beats[(startBar + bars) * meter]];
}

describe('cutUnit', () => {
  test('takes the bars with the most voice', () => {
    const sung = region({
      bpm: 120,
      bars: 30,
      meter: 4,
      pickup: 3,
      voice: (i) => (i >= 3 + 32 && i < 3 + 96 ? 1 : 0),
    });
    const unit = cutUnit(sung);
    expect(unit?.bars).toBe(16);
    expect(linesOf(unit)[0]).toBeCloseTo(0.1 + 35 * 0.5, 9);
    expect([...(unit?.activity ?? [])].every((x) => x === 1)).toBe(true);
  });

  test('of equally sung bars, rather those at the start of a phrase', () => {
    const unit = cutUnit(region({ bpm: 120, bars: 20, meter: 4, voice: (i) => (i % 16 >= 8 ? 1 : 0) }));
    expect(linesOf(unit)[0]).toBeCloseTo(0.1 + 8 * 0.5, 9);
  });

  /** Phrases of seven beats with a rest of one between them. */
  const phrases = (first: number): readonly (readonly [number, number])[] =>
    Array.from({ length: 14 }, (_, i) => [first + 8 * i, first + 8 * i + 7] as const);

  test('rather begins and ends where the voice rests', () => {
    // Bars 1, 3, 5 … begin in the middle of a rest.
    const unit = cutUnit(region({ bpm: 120, bars: 20, meter: 4, sung: phrases(4.5 - 8) }));
    expect(linesOf(unit)[0]).toBeCloseTo(0.1 + 4 * 0.5, 9);
  });

  test('the end counts as much as the start', () => {
    // All of it is sung but for one rest, at the line after bar 17.
    const sung = [
      [-1, 67.5],
      [68.5, 90],
    ] as const;
    const unit = cutUnit(region({ bpm: 120, bars: 20, meter: 4, sung }));
    expect(linesOf(unit)[1]).toBeCloseTo(0.1 + 68 * 0.5, 9);
  });

  test('a unit that is hardly sung is not worth a rest at its ends', () => {
    // Bars 0 to 15 begin and end in rests; from bar 7 to bar 22 nearly all is sung, and a phrase is cut.
    const sung = [
      [30, 62],
      [70, 140],
    ] as const;
    const unit = cutUnit(region({ bpm: 120, bars: 30, meter: 4, sung }));
    expect(linesOf(unit)[0]).toBeGreaterThan(0.1 + 27 * 0.5);
  });

  test('is shorter in a short region, and nothing under eight bars or without a meter', () => {
    expect(cutUnit(region({ bpm: 120, bars: 11, meter: 4 }))?.bars).toBe(11);
    expect(cutUnit(region({ bpm: 120, bars: 7, meter: 4 }))).toBeUndefined();
    expect(cutUnit(region({ bpm: 120, bars: 30, meter: null }))).toBeUndefined();
  });

  test('8, 16 or 24 bars by tempo', () => {
    expect([60, 63.9, 64, 153, 153.1, 200].map(unitBars)).toEqual([8, 8, 16, 16, 24, 24]);
  });

  test('always whole bars from a downbeat, with one beat to close them', () => {
    const shape = fc.record({
      bpm: fc.double({ min: 55, max: 215, noNaN: true }),
      bars: fc.integer({ min: 0, max: 40 }),
      meter: fc.constantFrom<Meter>(3, 4, 6),
      pickup: fc.integer({ min: 0, max: 5 }),
    });
    fc.assert(
      fc.property(shape, fc.integer({ min: 1, max: 97 }), (s, stride) => {
        const whole = region({ ...s, voice: (i) => ((i * stride) % 7) / 6 });
        const unit = cutUnit(whole);
        if (s.bars < 8) return unit === undefined;
        if (unit === undefined) return false;
        const first = whole.grid.beats.indexOf(unit.grid.beats[0]);
        const kept = unit.grid.beats.length - 1;
        return (
          unit.bars === Math.min(unitBars(s.bpm), s.bars) &&
          kept === s.bars * s.meter &&
          unit.activity.length === unit.bars * s.meter &&
          unit.grid.downbeats.length === s.bars &&
          unit.startBar >= 0 &&
          (unit.startBar + unit.bars) * s.meter <= kept &&
          whole.grid.downbeats.includes(first) &&
          unit.grid.beats.every((time, i) => time === whole.grid.beats[first + i])
        );
      }),
    );
  });
});
