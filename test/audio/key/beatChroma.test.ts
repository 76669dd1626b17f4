import { describe, expect, it } from 'vitest';
import { beatChroma } from '../../../src/audio/key/beatChroma.js';

const rate = 44_100;
const hertz = (midi: number): number => 440 * 2 ** ((midi - 69) / 12);

/** Notes with eight harmonics, one list of MIDI numbers for each stretch of `seconds`, after `lead` seconds of silence. */
function chords(
  lead: number,
  seconds: number,
  lists: readonly (readonly number[])[],
  cents = 0,
): Float32Array {
  const signal = new Float32Array(Math.round((lead + seconds * lists.length) * rate));
  for (let i = Math.round(lead * rate); i < signal.length; i++) {
    const t = i / rate;
    for (const midi of lists[Math.min(lists.length - 1, Math.floor((t - lead) / seconds))])
      for (let h = 1; h <= 8; h++)
        signal[i] += (0.05 / h) * Math.sin(2 * Math.PI * h * hertz(midi + cents / 100) * t);
  }
  return signal;
}
const row = (chroma: Float32Array, n: number): number[] => [...chroma.slice(n * 12, n * 12 + 12)];
const strongest = (values: readonly number[], count: number): number[] =>
  values
    .map((value, i) => ({ value, i }))
    .sort((a, b) => b.value - a.value)
    .slice(0, count)
    .map(({ i }) => i)
    .sort((a, b) => a - b);

describe('beatChroma', () => {
  const triads = [
    [60, 64, 67],
    [57, 60, 64],
    [53, 57, 60],
    [55, 59, 62],
  ];

  it('shows the notes of each chord in its own beat, beats starting anywhere (known mistake: beats from 0)', () => {
    const signal = chords(0.37, 0.5, triads);
    const beats = [0, 1, 2, 3, 4].map((n) => 0.37 + n * 0.5);
    const chroma = beatChroma(signal, beats);
    expect(chroma).toHaveLength(48);
    triads.forEach((triad, n) =>
      expect(strongest(row(chroma, n), 3)).toEqual(triad.map((m) => m % 12).sort((a, b) => a - b)),
    );
  });

  it('shows single notes from the bass up', () => {
    for (const midi of [36, 43, 50, 60, 69, 81, 90]) {
      const chroma = beatChroma(chords(0, 1, [[midi]]), [0, 0.5, 1]);
      expect(strongest(row(chroma, 0), 1), `MIDI ${midi}`).toEqual([midi % 12]);
    }
  });

  it('places a low tone that lies between two bins by its true frequency', () => {
    const tone = Float32Array.from(
      { length: rate },
      (_, i) => 0.3 * Math.sin((2 * Math.PI * hertz(46) * i) / rate),
    );
    const values = row(beatChroma(tone, [0.2, 0.8]), 0);
    expect(values[10] / values.reduce((a, b) => a + b, 0)).toBeGreaterThan(0.9);
  });

  it('rolls by the shift when the music is transposed', () => {
    const at = (up: number) => row(beatChroma(chords(0, 1, [[60 + up, 64 + up, 67 + up]]), [0, 1]), 0);
    const [plain, moved] = [at(0), at(3)];
    const rolled = plain.map((_, c) => plain[(c - 3 + 12) % 12]);
    const dot = (a: number[], b: number[]) => a.reduce((s, x, i) => s + x * b[i], 0);
    expect(dot(rolled, moved) / Math.sqrt(dot(rolled, rolled) * dot(moved, moved))).toBeGreaterThan(0.99);
  });

  it('takes tuning into account', () => {
    const signal = chords(0, 1, [[60]], 45);
    const share = (tuning: number) => {
      const values = row(beatChroma(signal, [0, 1], { tuning }), 0);
      return values[0] / values.reduce((a, b) => a + b, 0);
    };
    expect(share(45)).toBeGreaterThan(share(0) + 0.15);
  });

  it('is 0 in silence and outside the signal, and empty without an interval', () => {
    expect([...beatChroma(new Float32Array(rate), [-3, -2, 0.5, 7, 9])]).toEqual(new Array(48).fill(0));
    expect(beatChroma(new Float32Array(rate), [0.5])).toHaveLength(0);
    expect(beatChroma(new Float32Array(rate), [])).toHaveLength(0);
  });
});
