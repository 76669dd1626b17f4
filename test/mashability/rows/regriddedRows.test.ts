import { describe, expect, it } from 'vitest';
import { heardRows } from '../../../src/audio/semitones/heardRows.js';
import { countedBeats } from '../../../src/domain/music/beatRatio.js';
import { randomFrom } from '../../../src/domain/random.js';
import { regriddedRows } from '../../../src/mashability/rows/regriddedRows.js';

const beatsAt = (bpm: number, count: number, from = 0): number[] =>
  Array.from({ length: count + 1 }, (_, i) => from + (i * 60) / bpm);

/** A note of five partials every half beat, drawn from two octaves; it dies down. */
function made(beats: readonly number[]): Float32Array {
  const random = randomFrom('regridded rows');
  const signal = new Float32Array(Math.ceil((beats[beats.length - 1] + 1) * 44_100));
  for (const [i, start] of beats.slice(0, -1).entries())
    for (const half of [0, 0.5]) {
      const frequency = 110 * 2 ** (random.int(24) / 12);
      const [from, length] = [start + half * (beats[i + 1] - start), 0.5 * (beats[i + 1] - start)];
      for (let n = 0; n < length * 44_100; n += 1) {
        const phase = (2 * Math.PI * frequency * n) / 44_100;
        const tone = [1, 2, 3, 4, 5].reduce((sum, k) => sum + Math.sin(k * phase) / k, 0);
        signal[Math.round(from * 44_100) + n] += 0.2 * tone * Math.exp(-n / 20_000);
      }
    }
  return signal;
}

function correlation(a: Uint8Array, b: Uint8Array): number {
  const centred = (values: Uint8Array): number[] => {
    const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
    return Array.from(values, (x) => x - mean);
  };
  const [x, y] = [centred(a), centred(b)];
  const dot = (p: number[], q: number[]): number => p.reduce((sum, value, i) => sum + value * q[i], 0);
  return dot(x, y) / Math.sqrt(dot(x, x) * dot(y, y));
}

describe('regriddedRows', () => {
  const own = beatsAt(120, 32, 0.25);
  const signal = made(own);
  const heard = heardRows(signal, own);

  it('is the same on the same beats', () => {
    expect(regriddedRows(heard, own, own)).toEqual(heard);
  });

  it.each([
    ['in half time', countedBeats(own, 2), 0.9],
    ['in double time', countedBeats(own, 0.5), 0.9],
    ['at another tempo', beatsAt(97, 24, 0.6), 0.9],
  ])('%s comes close to what is heard at those times', (_, beats, least) => {
    const [guessed, true_] = [regriddedRows(heard, own, beats), heardRows(signal, beats)];
    expect([guessed.beats, guessed.rows.length]).toEqual([true_.beats, true_.rows.length]);
    expect(correlation(guessed.rows, true_.rows)).toBeGreaterThan(least);
  });

  it('is silent where the part does not sound', () => {
    const early = regriddedRows(heard, own, beatsAt(120, 4, -10));
    expect([early.beats, early.rows.some((x) => x > 0)]).toEqual([4, false]);
    expect(regriddedRows({ beats: 0, rows: new Uint8Array() }, [], own).rows.every((x) => x === 0)).toBe(
      true,
    );
  });
});
