import { describe, expect, it } from 'vitest';
import { decimate } from '../../../src/audio/signal/decimate.js';
import { pitchOf } from '../../../src/audio/voice/pitchOf.js';
import { randomFrom } from '../../../src/domain/random.js';
import { sing } from '../../../src/synthesis/singing/sing.js';
import { drawSinger } from '../../../src/synthesis/singing/singer.js';

const syllables = ['Lord,', 'let', undefined, 'sing', 'Blü', 'ten', 'ma', '…'];
/** Half a second each, on pitches of two octaves, a rest of a second after each eighth. */
const notes = Array.from({ length: 24 }, (_, i) => {
  const from = 0.5 * i + Math.floor(i / 8);
  const syllable = syllables[i % 8];
  return { from, to: from + 0.5, pitch: 50 + ((i * 7) % 25), ...(syllable !== undefined && { syllable }) };
});
const duration = 15;
const sung = (name: string): Float32Array => {
  const random = randomFrom(name);
  return sing(notes, { singer: drawSinger(random), duration, random });
};
const level = (signal: Float32Array, from: number, to: number): number => {
  const part = signal.subarray(Math.round(from * 44_100), Math.round(to * 44_100));
  return Math.sqrt(part.reduce((sum, x) => sum + x * x, 0) / part.length);
};
const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

describe('sing', () => {
  it('sings what is written within 50 cents, whoever sings', () => {
    const away: number[] = [];
    for (const name of ['a', 'b', 'c', 'd']) {
      const low = decimate(sung(name), 4);
      for (const { from, to, pitch } of notes) {
        const heard: number[] = [];
        for (let time = from + 0.1; time < to - 0.1; time += 0.02) {
          const hertz = pitchOf(low, 11_025, Math.round(time * 11_025));
          if (hertz !== null) heard.push(69 + 12 * Math.log2(hertz / 440) - pitch);
        }
        away.push(heard.length > 5 ? Math.abs(median(heard)) : Infinity);
      }
    }
    expect(away.filter((semitones) => semitones > 0.5)).toEqual([]);
  });

  it('is as long as asked, silent in rests but for breath, and never clips or breaks', () => {
    for (const name of ['a', 'b']) {
      const signal = sung(name);
      expect(signal.length).toBe(duration * 44_100);
      expect(level(signal, 4.1, 4.4)).toBeLessThan(0.1 * level(signal, 0, 4));
      expect(signal.every((x) => Math.abs(x) < 1)).toBe(true);
    }
  });

  it('begins a syllable with its consonant, and binds notes without one', () => {
    const line = [
      { from: 0.5, to: 1, pitch: 60, syllable: 'a' },
      { from: 1, to: 1.5, pitch: 62, syllable: 'sa' },
      { from: 1.5, to: 2, pitch: 64 },
    ];
    const signal = sing(line, { singer: drawSinger(randomFrom('c')), duration: 2, random: randomFrom('c') });
    /** Share of what changes from sample to sample: high for what hisses. */
    const hiss = (from: number): number => {
      const changes = signal.map((x, i) => x - (signal[i - 1] ?? 0));
      return level(changes, from, from + 0.04) / level(signal, from, from + 0.04);
    };
    expect(hiss(0.93)).toBeGreaterThan(2 * hiss(0.7));
    expect(level(signal, 1.45, 1.55)).toBeGreaterThan(0.5 * level(signal, 1.2, 1.3));
  });

  it('is the same for the same draws', () => {
    expect(Buffer.compare(Buffer.from(sung('a').buffer), Buffer.from(sung('a').buffer))).toBe(0);
  });

  it('is nothing where there are no notes', () => {
    const random = randomFrom('none');
    const signal = sing([], { singer: drawSinger(random), duration: 1, random });
    expect(level(signal, 0, 1)).toBeLessThan(1e-6);
  });
});
