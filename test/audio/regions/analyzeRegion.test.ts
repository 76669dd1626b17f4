import { describe, expect, test } from 'vitest';
import { analyzeRegion } from '../../../src/audio/regions/analyzeRegion.js';
import { randomFrom } from '../../../src/domain/random.js';
import { playSong, type Song, type SongOptions } from '../../support/playSong.js';

/** At half the usual rate, which analysis takes as it is: it is quicker. */
const play = (options: Omit<SongOptions, 'seconds'>): Song =>
  playSong({ seconds: 26, sampleRate: 22_050, ...options });

/** F-measure at ±70 ms and the errors (ms) of the beats that match. */
function compare(found: readonly number[], truth: readonly number[]): { f1: number; errors: number[] } {
  const nearest = (time: number) =>
    truth.reduce((best, beat) => (Math.abs(beat - time) < Math.abs(best - time) ? beat : best), Infinity);
  const errors = found.map((time) => 1000 * (time - nearest(time))).filter((e) => Math.abs(e) <= 70);
  return { f1: (2 * errors.length) / (found.length + truth.length), errors };
}

const middle = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

describe('tempo, beats and bars', () => {
  test.each([80, 97.7, 123.4, 155, 170])('%d bpm in fours', (bpm) => {
    const { stems, beats } = play({ bpm, start: 0.2 + bpm / 400 });
    const { grid, beatConfidence } = analyzeRegion(stems);
    const { f1, errors } = compare(grid.beats, beats);
    expect(Math.abs(grid.bpm - bpm)).toBeLessThan(0.1);
    expect(f1).toBeGreaterThan(0.97);
    expect(Math.abs(middle(errors))).toBeLessThan(3);
    expect(grid.meter).toBe(4);
    const first = grid.beats[grid.downbeats[0]];
    expect(beats.some((beat, k) => k % 4 === 0 && Math.abs(beat - first) < 0.02)).toBe(true);
    expect(grid.confidence).toBe(beatConfidence);
  });

  test('at 44.1 kHz as well', () => {
    const { stems, beats } = play({ bpm: 110, sampleRate: 44_100 });
    const { f1, errors } = compare(analyzeRegion(stems).grid.beats, beats);
    expect(f1).toBeGreaterThan(0.97);
    expect(Math.abs(middle(errors))).toBeLessThan(3);
  });

  test('threes are found to be threes', () => {
    const { stems, beats } = play({ bpm: 120, beatsPerBar: 3 });
    const { grid } = analyzeRegion(stems);
    expect(grid.meter).toBe(3);
    const first = grid.beats[grid.downbeats[0]];
    expect(beats.some((beat, k) => k % 3 === 0 && Math.abs(beat - first) < 0.02)).toBe(true);
  });

  test('swung eighths do not pull the tempo to three halves', () => {
    const { stems, beats } = play({ bpm: 140, swing: 2 / 3 });
    const { grid } = analyzeRegion(stems);
    expect(Math.abs(grid.bpm - 140)).toBeLessThan(0.1);
    expect(compare(grid.beats, beats).f1).toBeGreaterThan(0.97);
  });

  test('a slow change of tempo is followed', () => {
    const { stems, beats } = play({ bpm: 118, drift: 0.04 });
    const { f1, errors } = compare(analyzeRegion(stems).grid.beats, beats);
    expect(f1).toBeGreaterThan(0.97);
    expect(Math.max(...errors.map(Math.abs))).toBeLessThan(30);
  });

  test('noise without a beat is not trusted', () => {
    let state = 1;
    const noise = Float32Array.from({ length: 20 * 44_100 }, () => {
      state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
      return state / 4_294_967_296 - 0.5;
    });
    const { beatConfidence, keyConfidence } = analyzeRegion({ sampleRate: 44_100, other: noise });
    expect(beatConfidence).toBeLessThan(0.2);
    expect(keyConfidence).toBeLessThan(0.3);
  });

  test('silence and very short audio have no meter and no confidence', () => {
    for (const seconds of [0.2, 12]) {
      const { grid, keyConfidence } = analyzeRegion({
        sampleRate: 44_100,
        other: new Float32Array(seconds * 44_100),
      });
      expect(grid.meter).toBeNull();
      expect(grid.confidence).toBe(0);
      expect(keyConfidence).toBe(0);
    }
  });
});

describe('key', () => {
  test.each([
    [3, false, 35],
    [8, true, -40],
    [11, false, 0],
  ])('tonic %d, minor %s, %d cents', (tonic, minor, tuning) => {
    const { stems } = play({ bpm: 110, tonic, minor, tuning });
    const found = analyzeRegion(stems);
    expect(found.key).toEqual({ tonic, mode: minor ? 'minor' : 'major' });
    expect(Math.abs(found.tuning - tuning)).toBeLessThan(5);
    expect(found.keyConfidence).toBeGreaterThan(0.3);
  });
});

describe('what is given wins', () => {
  const { stems, beats } = play({ bpm: 100, start: 0.5 });

  test('a tempo steers the octave', () => {
    const { grid } = analyzeRegion(stems, { bpm: 200 });
    expect(Math.abs(grid.bpm - 200)).toBeLessThan(0.2);
    expect(Math.abs(analyzeRegion(stems, { bpm: 50 }).grid.bpm - 50)).toBeLessThan(0.1);
  });

  test('a meter is kept', () => {
    for (const meter of [3, 6] as const) {
      const { grid } = analyzeRegion(stems, { meter });
      expect(grid.meter).toBe(meter);
      expect(grid.downbeats.slice(1).every((index, i) => index - grid.downbeats[i] === meter)).toBe(true);
    }
  });

  test('a first downbeat fixes the phase exactly, and is certain', () => {
    const given = beats[2] + 0.004;
    const { grid, beatConfidence, downbeatConfidence } = analyzeRegion(stems, { firstDownbeat: given });
    const marks = grid.downbeats.map((index) => grid.beats[index]);
    expect(Math.min(...marks.map((time) => Math.abs(time - given)))).toBeLessThan(1e-6);
    expect(downbeatConfidence).toBe(1);
    expect(beatConfidence).toBeGreaterThan(0.5);
  });

  describe('of a voice alone', () => {
    // Notes that keep to no pulse at all: drawn between a fifth and four fifths of a second apart.
    const random = randomFrom('voice');
    const vocals = new Float32Array(40 * 22_050);
    for (let at = 0.3; at < 39.3; at += 0.2 + 0.6 * random.next())
      for (let i = 0; i < 4000; i++)
        vocals[Math.round(at * 22_050) + i] += 0.3 * Math.exp(-i / 1500) * Math.sin(i * 0.09);
    const voice = { sampleRate: 22_050, vocals };

    test('tempo and first downbeat are the beats, however far the downbeat lies', () => {
      for (const firstDownbeat of [0.25, -61.3]) {
        const { grid, beatConfidence, downbeatConfidence } = analyzeRegion(voice, {
          bpm: 93.7,
          firstDownbeat,
        });
        expect([grid.bpm, grid.meter, beatConfidence, downbeatConfidence]).toEqual([93.7, 4, 1, 1]);
        const beat = 60 / 93.7;
        for (const [i, time] of grid.beats.entries()) {
          const number = (time - firstDownbeat) / beat;
          expect(Math.abs(number - Math.round(number))).toBeLessThan(1e-6);
          expect(grid.downbeats.includes(i)).toBe(Math.round(number) % 4 === 0);
        }
        expect(grid.beats[0]).toBeLessThan(beat);
        expect(grid.beats.at(-1)).toBeGreaterThan(40 - beat);
      }
    });

    test('drums that show no beat do not argue with tempo and downbeat', () => {
      const rolls = Float32Array.from(
        vocals,
        (x, i) => x + 0.1 * (random.next() - 0.5) * Math.sin(i / 9000) ** 8,
      );
      const { grid, beatConfidence } = analyzeRegion(
        { ...voice, drums: rolls },
        { bpm: 93.7, firstDownbeat: -20.7 },
      );
      expect([grid.bpm, beatConfidence]).toEqual([93.7, 1]);
    });

    test('a tempo alone is kept exactly, and where its beats fall is not trusted', () => {
      const { grid, beatConfidence, downbeatConfidence } = analyzeRegion(voice, { bpm: 93.7 });
      expect([grid.bpm, grid.meter, beatConfidence, downbeatConfidence]).toEqual([93.7, 4, 0, 0]);
      expect(grid.beats[9] - grid.beats[4]).toBeCloseTo((5 * 60) / 93.7, 9);
    });
  });

  test('a first downbeat far before the region says which beats open a bar, and leaves their times to the sound', () => {
    const song = playSong({ seconds: 70, sampleRate: 22_050, bpm: 100.3, start: 0.5 });
    const from = 43.1;
    const cut = (signal: Float32Array): Float32Array => signal.subarray(Math.round(from * 22_050));
    const { drums, bass, other } = song.stems;
    const region = { sampleRate: 22_050, drums: cut(drums), bass: cut(bass), other: cut(other) };
    const inRegion = song.beats.map((beat) => beat - from).filter((beat) => beat > 0);
    // Off by a little, as a person's ear is: over 70 beats the beats must not follow it.
    for (const bar of [0, 1, 2, 3]) {
      const firstDownbeat = song.beats[bar] + 0.04 - from;
      const { grid, downbeatConfidence } = analyzeRegion(region, { firstDownbeat });
      const { f1, errors } = compare(grid.beats, inRegion);
      expect(f1).toBeGreaterThan(0.97);
      expect(Math.abs(middle(errors))).toBeLessThan(3);
      expect(downbeatConfidence).toBe(1);
      for (const index of grid.downbeats) {
        const nearest = song.beats.findIndex((beat) => Math.abs(beat - from - grid.beats[index]) < 0.02);
        expect(nearest % 4).toBe(bar);
      }
      expect(grid.downbeats.length).toBeGreaterThan(9);
    }
  });

  test('a first downbeat within a bar before the region fixes the phase too', () => {
    const given = beats[0] - 2 * 0.6 + 0.004;
    const { grid } = analyzeRegion(stems, { firstDownbeat: given });
    const bars = (grid.beats[grid.downbeats[0]] - given) / 2.4;
    expect(bars).toBeCloseTo(Math.round(bars), 3);
  });

  test('beats, downbeats, meter and key are taken as they are', () => {
    const key = { tonic: 6, mode: 'minor' } as const;
    const told = [0.3, 0.9, 1.5, 2.1, 2.7, 3.3, 3.9];
    const found = analyzeRegion(stems, { beats: told, downbeats: [0.9, 2.7], key });
    expect(found.grid.beats).toEqual(told);
    expect(found.grid.downbeats).toEqual([1, 4]);
    expect(found.grid.meter).toBe(3);
    expect(found.grid.confidence).toBe(1);
    expect(found.grid.bpm).toBeCloseTo(100, 6);
    expect([found.key, found.keyConfidence]).toEqual([key, 1]);
    expect(found.vocalActivity).toHaveLength(told.length - 1);
  });
});
