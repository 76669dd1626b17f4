import { describe, expect, it } from 'vitest';
import { drumOnsets } from '../../../src/audio/onsets/drumOnsets.js';
import { sampleRate } from '../../../src/domain/audio.js';
import { randomFrom } from '../../../src/domain/random.js';
import { drawDrumKit } from '../../../src/synthesis/strokes/drumKit.js';
import { strokeOf, type Stroke } from '../../../src/synthesis/strokes/stroke.js';
import { strokeRows } from '../../../src/synthesis/strokes/strokeRows.js';

const [bpm, beats] = [120, 8];
const grid = Array.from({ length: beats + 1 }, (_, i) => (i * 60) / bpm);

/** The strokes as audio: a tone of 70 Hz and one of 1500 Hz. */
function sounded(strokes: readonly Stroke[]): Float32Array {
  const out = new Float32Array(((beats * 60) / bpm) * sampleRate);
  for (const { from, to, kick, snare, attack, decay } of strokes)
    for (
      let i = Math.max(0, Math.round(from * sampleRate));
      i < Math.min(out.length, to * sampleRate);
      i += 1
    ) {
      const time = i / sampleRate - from;
      const share = Math.min(1, time / attack) * (decay === undefined ? 1 : Math.exp(-time / decay));
      out[i] += share * kick * Math.sin(2 * Math.PI * 70 * time);
      out[i] += share * snare * Math.sin(2 * Math.PI * 1500 * time);
    }
  return out;
}

function correlation(a: Float32Array, b: Float32Array): number {
  const [meanA, meanB] = [a, b].map((x) => x.reduce((sum, y) => sum + y, 0) / x.length);
  let [ab, aa, bb] = [0, 0, 0];
  for (const [i, x] of a.entries()) {
    ab += (x - meanA) * (b[i] - meanB);
    aa += (x - meanA) ** 2;
    bb += (b[i] - meanB) ** 2;
  }
  return ab / Math.sqrt(aa * bb);
}

/** Every second beat a bass drum, every other a snare drum, and hats between. */
const beat = Array.from({ length: beats }, (_, i) => [
  { at: i / 2, pitch: i % 2 === 0 ? 36 : 38, velocity: 100 },
  { at: i / 2 + 0.25, pitch: 42, velocity: 70 },
]).flat();
const hear = (strokes: readonly Stroke[], noise = 1e-4): Float32Array =>
  strokeRows(strokes, { beats, bpm, level: 0.1, noise, random: randomFrom('hear') });

describe('strokeRows', () => {
  it('is what is heard of the same strokes as sound', () => {
    const kit = drawDrumKit(randomFrom('kit'));
    const drums = beat.map(kit);
    const held = [0.5, 1.25, 2, 3.25].map((from): Stroke => ({
      from,
      to: from + 0.5,
      kick: 0.05,
      snare: 0.2,
      attack: 0.05,
    }));
    for (const strokes of [drums, held, [...drums, ...held]]) {
      const signal = sounded(strokes);
      // drumOnsets hears parts at one loudness.
      const rms = Math.sqrt(signal.reduce((sum, x) => sum + x * x, 0) / signal.length);
      const heard = drumOnsets(
        signal.map((x) => (0.1 * x) / rms),
        grid,
      );
      expect(correlation(hear(strokes), heard)).toBeGreaterThan(0.9);
    }
  });

  it('puts each stroke in its band, on the nearest subdivision', () => {
    const at = (subdivision: number): number => (subdivision / 12 + 0.02) * (60 / bpm);
    const rows = hear([
      { from: at(17), to: at(19), kick: 1, snare: 0, attack: 0.003, decay: 0.05 },
      { from: at(40), to: at(43), kick: 0, snare: 1, attack: 0.003, decay: 0.05 },
    ]);
    const strongest = [0, 1].map((band) => {
      const column = rows.filter((_, i) => i % 2 === band);
      return column.indexOf(Math.max(...column));
    });
    expect([rows.length, ...strongest]).toEqual([beats * 24, 17, 40]);
  });

  it('hears silence and noise as no strokes', () => {
    expect(Math.max(...hear([], 0))).toBe(0);
    expect(Math.max(...hear([], 1e-3))).toBeLessThan(0.5);
  });
});

describe('drawDrumKit', () => {
  it('strikes low drums low and others high, louder and softer as they are played', () => {
    const kit = drawDrumKit(randomFrom('kit'));
    const of = (pitch: number, velocity = 100): Stroke => kit({ at: 1, pitch, velocity });
    for (const low of [35, 36]) expect(of(low).kick).toBeGreaterThan(of(low).snare);
    for (const high of [38, 42, 49, 22, 77]) expect(of(high).snare).toBeGreaterThan(of(high).kick);
    expect(of(38, 30).snare).toBeLessThan(of(38, 120).snare);
    expect(of(38)).not.toEqual(drawDrumKit(randomFrom('other'))({ at: 1, pitch: 38, velocity: 100 }));
  });
});

describe('strokeOf', () => {
  it('sums what lies in each band', () => {
    const partials = [
      { pitch: 40, gain: 0.3 },
      { pitch: 45, gain: 0.4 },
      { pitch: 60, gain: 9 },
      { pitch: 81, gain: 0.5 },
    ];
    const { kick, snare, ...times } = strokeOf({ from: 1, to: 2, partials, decay: 3 }, 0.02);
    expect([kick, snare].map((x) => x.toFixed(4))).toEqual(['0.5000', '0.5000']);
    expect(times).toEqual({ from: 1, to: 2, decay: 3, attack: 0.02 });
  });
});
