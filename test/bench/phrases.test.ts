import { describe, expect, it } from 'vitest';
import { heldNote } from '../../bench/phrases/heldNote.js';
import { phraseFigures } from '../../bench/phrases/phraseEnds.js';
import { singVoice } from '../support/singVoice.js';

const rate = 44_100;

/** Five seconds: notes [from, to, MIDI pitch], with five overtones. */
function notes(...played: readonly (readonly [from: number, to: number, pitch: number])[]): Float32Array {
  const signal = new Float32Array(5 * rate);
  for (const [from, to, pitch] of played)
    for (let i = Math.round(from * rate); i < to * rate; i++) {
      const angle = (2 * Math.PI * 440 * 2 ** ((pitch - 69) / 12) * i) / rate;
      for (let h = 1; h <= 5; h++) signal[i] += (0.1 / h) * Math.sin(h * angle);
    }
  return signal;
}

describe('heldNote', () => {
  const held = heldNote(notes([1, 2, 60], [2, 3, 64], [3.5, 4.5, 60]), rate);

  it('is where one pitch sounds on both sides', () => {
    expect([1.5, 2.5, 4].map(held)).toEqual([true, true, true]);
  });

  it('is not in rests, where notes begin and end, and where one follows another', () => {
    expect([0.5, 1, 1.05, 2, 3, 3.25, 3.5, 4.45, 4.9].map(held)).not.toContain(true);
  });

  it('is not what lies far under the loud passages', () => {
    const quiet = notes([1, 2, 60]).map((x) => 0.03 * x);
    const both = notes([2.5, 4.5, 60]).map((x, i) => x + quiet[i]);
    expect(heldNote(both, rate)(1.5)).toBe(false);
  });

  it('hears syllables of a voice end', () => {
    const { signal } = singVoice({ seconds: 5, phrases: [[1, 4]] });
    expect([0.5, 1, 4.05, 4.5].map(heldNote(signal, rate))).not.toContain(true);
  });
});

it('phraseFigures counts voices that are cut at no end', () => {
  const heard = [false, false] as const;
  const rows = phraseFigures([
    { name: 'a', lines: [false, true, false], heard },
    { name: 'b', lines: [false, false, true], heard },
    { name: 'c', lines: [false, true, false], heard: [true, false] },
    { name: 'd', lines: [true, false, false], heard },
  ]);
  expect(rows.map(({ value }) => Math.round(value))).toEqual([4, 50, 75, 67]);
});
