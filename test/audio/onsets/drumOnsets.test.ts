import { describe, expect, it } from 'vitest';
import { drumOnsets } from '../../../src/audio/onsets/drumOnsets.js';
import { randomFrom } from '../../../src/domain/random.js';

const rate = 44_100;

function add(signal: Float32Array, at: number, sample: (t: number) => number): void {
  const first = Math.round(at * rate);
  for (let i = Math.max(0, first); i < Math.min(signal.length, first + 0.25 * rate); i++)
    signal[i] += sample((i - first) / rate);
}
/** A falling sine near 60 Hz, and a burst of noise. */
const kick = (t: number): number => 0.5 * Math.exp(-t / 0.06) * Math.sin(2 * Math.PI * 60 * t);
const snare = (): ((t: number) => number) => {
  const random = randomFrom('snare');
  return (t) => 0.3 * Math.exp(-t / 0.05) * random.range(-1, 1);
};

const cells = (onsets: Float32Array, row: 0 | 1): number[] =>
  Array.from({ length: onsets.length / 2 }, (_, i) => onsets[2 * i + row]);
const above = (values: readonly number[], share: number): number[] =>
  values.flatMap((value, i) => (value > share * Math.max(...values) ? [i] : []));

describe('drumOnsets', () => {
  it.each([70, 97, 120, 160, 200])('puts kicks and snares on their subdivisions at %d bpm', (bpm) => {
    const beat = 60 / bpm;
    const start = 0.23; // beats need not start at 0
    const signal = new Float32Array(Math.round((start + 8 * beat + 0.5) * rate));
    for (const position of [0, 2, 2.5, 4, 6.75]) add(signal, start + position * beat, kick);
    for (const position of [1, 3, 5.25, 7]) add(signal, start + position * beat, snare());
    const beats = Array.from({ length: 9 }, (_, n) => start + n * beat);
    const onsets = drumOnsets(signal, beats);
    expect(onsets).toHaveLength(8 * 12 * 2);
    expect(above(cells(onsets, 0), 0.5)).toEqual([0, 2, 2.5, 4, 6.75].map((p) => p * 12));
    expect(above(cells(onsets, 1), 0.5)).toEqual([1, 3, 5.25, 7].map((p) => p * 12));
  });

  it.each([-0.006, 0.006])('keeps strokes %d s off their subdivision there, at 200 bpm', (late) => {
    const signal = new Float32Array(4 * rate);
    for (let n = 0; n < 8; n++) add(signal, 0.3 * n + 0.1 + late, n % 2 === 0 ? kick : snare());
    const onsets = drumOnsets(
      signal,
      Array.from({ length: 9 }, (_, n) => 0.1 + 0.3 * n),
    );
    expect(above(cells(onsets, 0), 0.5)).toEqual([0, 24, 48, 72]);
    expect(above(cells(onsets, 1), 0.5)).toEqual([12, 36, 60, 84]);
  });

  it('follows beats that are not even', () => {
    const beats = [0.4, 0.9, 1.5, 1.9, 2.6];
    const signal = new Float32Array(3 * rate);
    for (const at of [0.65, 1.5, 1.7]) add(signal, at, kick);
    expect(above(cells(drumOnsets(signal, beats), 0), 0.5)).toEqual([6, 24, 30]);
  });

  it('reads a foreign grid: the same strokes fall elsewhere', () => {
    const signal = new Float32Array(4 * rate);
    for (let n = 0; n < 8; n++) add(signal, n * 0.5, kick);
    const foreign = drumOnsets(signal, [0.125, 0.625, 1.125, 1.625]);
    expect(above(cells(foreign, 0), 0.5)).toEqual([9, 21, 33]);
  });

  it('is 0 in silence and outside the signal', () => {
    expect([...drumOnsets(new Float32Array(rate), [-1, 0.2, 0.8, 3])].every((x) => x === 0)).toBe(true);
    expect(drumOnsets(new Float32Array(rate), [0])).toHaveLength(0);
  });
});
