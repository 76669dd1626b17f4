import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  keyFits,
  keyReach,
  meterFits,
  methodRule,
  searchRule,
  semitonesTooFar,
  songsTooFar,
  tempoFits,
} from '../../../src/mashability/conditions/matchRule.js';
import {
  reallyDifferentKey,
  reallyDifferentTempo,
} from '../../../src/mashability/conditions/reallyDifferent.js';
import { parseKey } from '../../../src/domain/music/parseKey.js';
import { randomFrom } from '../../../src/domain/random.js';
import { clashingOffset } from '../../../src/mashability/conditions/clashingOffset.js';
import { sameRecording } from '../../../src/mashability/conditions/sameRecording.js';

const key = (name: string) => {
  const parsed = parseKey(name);
  if (!parsed) throw new Error(`no key: ${name}`);
  return parsed;
};

it('tempoFits: by the method, seed over candidate within 0.8 … 1.2', () => {
  expect([120, 150, 100].map((candidate) => tempoFits(methodRule, 120, candidate))).toEqual([
    true,
    true,
    true,
  ]);
  expect([151, 99.9, 60, 240].map((candidate) => tempoFits(methodRule, 120, candidate))).toEqual(
    new Array(4).fill(false),
  );
});

it('keyFits: by the method, at most three semitones, through the relative major', () => {
  const near = ['C major', 'A minor', 'Eb major', 'A major', 'C minor', 'F# minor'];
  expect(near.map((name) => keyFits(methodRule, key('C major'), key(name)))).toEqual(near.map(() => true));
  const far = ['E major', 'Ab major', 'F# major', 'C# minor', 'F minor', 'G major', 'F major'];
  expect(far.map((name) => keyFits(methodRule, key('C major'), key(name)))).toEqual(far.map(() => false));
});

it('keyFits: in a search keys a fifth apart go together as well', () => {
  const rule = searchRule({ maxShift: 0, maxStretch: 0.1 });
  const near = ['C major', 'A minor', 'G major', 'E minor', 'F major', 'D minor'];
  expect(near.map((name) => keyFits(rule, key('C major'), key(name)))).toEqual(near.map(() => true));
  const far = ['Db major', 'D major', 'Eb major', 'E major', 'F# major', 'B major'];
  expect(far.map((name) => semitonesTooFar(rule, key('C major'), key(name)))).toEqual([1, 2, 2, 1, 1, 1]);
  expect([rule, { ...rule, maxShift: 2 }, methodRule].map(keyReach)).toEqual([6, 6, 3]);
});

it('songsTooFar: in a search any key that a song may be in opens the door; by the method only its own', () => {
  const rule = searchRule({ maxShift: 0, maxStretch: 0.12 });
  const doubtful = { key: key('F# major'), keyAlternatives: [{ key: key('G major'), weight: 0.3 }] };
  const sure = { key: key('C major') };
  expect(songsTooFar(rule, sure, { key: doubtful.key })).toBeGreaterThan(0);
  expect([songsTooFar(rule, sure, doubtful), songsTooFar(rule, doubtful, sure)]).toEqual([0, 0]);
  expect(songsTooFar(methodRule, sure, doubtful)).toBe(3);
});

it('meterFits: an unknown meter equals nothing', () => {
  expect(meterFits(4, 4)).toBe(true);
  expect(meterFits(3, 6)).toBe(false);
  expect(meterFits(null, null)).toBe(false);
  expect(meterFits(null, 4)).toBe(false);
});

describe('sameRecording', () => {
  const song = (trackId: string, artist?: string, title?: string) => ({ trackId, source: { artist, title } });
  it('knows one recording by its audio or by artist and title however spelt', () => {
    expect(sameRecording(song('a', 'X', 'One'), song('a', 'Y', 'Two'))).toBe(true);
    expect(sameRecording(song('a', 'Beyoncé', 'Don’t  Stop!'), song('b', 'BEYONCE', "don't stop"))).toBe(
      true,
    );
    expect(sameRecording(song('a', '初音ミク', 'メルト'), song('b', '初音ミク', 'メルト'))).toBe(true);
  });
  it('takes nothing from missing or empty names', () => {
    expect(sameRecording(song('a'), song('b'))).toBe(false);
    expect(sameRecording(song('a', '', ''), song('b', '', ''))).toBe(false);
    expect(sameRecording(song('a', 'X'), song('b', 'X'))).toBe(false);
    expect(sameRecording(song('a', 'X', '!!'), song('b', 'X', '??'))).toBe(false);
    expect(sameRecording(song('a', 'X', 'One'), song('b', 'X', 'Two'))).toBe(false);
    expect(sameRecording(song('a', 'ab', 'c'), song('b', 'a', 'bc'))).toBe(false);
  });
});

describe('reallyDifferentTempo', () => {
  it('sees one tempo at every metrical level, to 4 %', () => {
    for (const other of [120, 60, 240, 40, 360, 180, 80, 30, 480, 124.7, 115.4, 62.3, 232])
      expect(reallyDifferentTempo(120, other), `${other}`).toBe(false);
    for (const other of [126, 114, 100, 140, 66, 220, 150])
      expect(reallyDifferentTempo(120, other), `${other}`).toBe(true);
  });
  it('does not ask which is the seed', () => {
    const bpm = fc.double({ min: 30, max: 300, noNaN: true });
    fc.assert(fc.property(bpm, bpm, (a, b) => reallyDifferentTempo(a, b) === reallyDifferentTempo(b, a)));
  });
});

it('reallyDifferentKey: by the notes, not the name', () => {
  expect(reallyDifferentKey(key('C major'), key('A minor'))).toBe(false);
  expect(reallyDifferentKey(key('C major'), key('C minor'))).toBe(true);
  expect(reallyDifferentKey(key('C major'), key('G major'))).toBe(true);
});

describe('clashingOffset', () => {
  const fromGrid = (time: number, bpm: number): number => {
    const beats = (time * bpm) / 60;
    return Math.abs(beats - Math.round(beats));
  };
  it('lies within a second, more than an eighth of a beat from any beat of either grid', () => {
    const bpm = fc.double({ min: 40, max: 250, noNaN: true });
    fc.assert(
      fc.property(bpm, bpm, fc.string(), (seed, part, name) => {
        const offset = clashingOffset(seed, part, randomFrom(name)) ?? Number.NaN;
        expect(Math.abs(offset)).toBeLessThanOrEqual(1);
        expect(fromGrid(offset, seed)).toBeGreaterThan(1 / 8);
        expect(fromGrid(offset, part)).toBeGreaterThan(1 / 8);
      }),
      { numRuns: 2000 },
    );
  });
  it('uses all the room there is, evenly, on both sides', () => {
    const random = randomFrom('room');
    const drawn = Array.from({ length: 4000 }, () => clashingOffset(120, 120, random) ?? Number.NaN);
    // 120 bpm: free are 0.0625 … 0.4375 and 0.5625 … 0.9375, and the same below 0.
    const share = (from: number, to: number) => drawn.filter((x) => x > from && x < to).length / drawn.length;
    for (const from of [-0.9375, -0.4375, 0.0625, 0.5625])
      expect(share(from, from + 0.375)).toBeCloseTo(0.25, 1);
    expect(Math.max(...drawn)).toBeGreaterThan(0.93);
  });
  it('reaches to the ends of the second where no beat is near', () => {
    // 100 bpm: the beats at ±0.6 and ±1.2 s leave 0.675 … 1 free.
    const random = randomFrom('ends');
    const drawn = Array.from({ length: 2000 }, () => clashingOffset(100, 100, random) ?? Number.NaN);
    expect(Math.max(...drawn)).toBeGreaterThan(0.99);
    expect(Math.min(...drawn)).toBeLessThan(-0.99);
  });
  it('is undefined where beats leave no room', () =>
    expect(clashingOffset(5, 5, randomFrom('slow'))).toBeUndefined());
});
