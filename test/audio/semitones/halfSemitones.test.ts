import { expect, test } from 'vitest';
import { melEnergies } from '../../../src/audio/mel/melEnergies.js';
import {
  halfSemitoneEnergies,
  halfSemitones,
  rowFrequency,
  shiftedRows,
  wideRows,
} from '../../../src/audio/semitones/halfSemitones.js';

const rate = 44_100;
const tone = (hertz: number, seconds = 0.5): Float32Array =>
  Float32Array.from({ length: rate * seconds }, (_, i) => 0.1 * Math.sin((2 * Math.PI * hertz * i) / rate));
const times = Float64Array.of(0.25);
const margin = (wideRows - halfSemitones) / 2;
const loudest = (row: ArrayLike<number>): number => Array.from(row).indexOf(Math.max(...Array.from(row)));

test('rows are half semitones from A1 on', () => {
  expect(rowFrequency(0)).toBeCloseTo(55, 6);
  expect(rowFrequency(24)).toBeCloseTo(110, 6);
  expect(rowFrequency(halfSemitones - 1)).toBeCloseTo(2154.3, 1);
});

test('a tone is loudest in its own row (or, below 180 Hz, the next one), and from there on 10 dB louder than in a semitone’s distance', () => {
  for (const row of [10, 45, 60, 90, 120]) {
    const energies = halfSemitoneEnergies(tone(rowFrequency(row)), times);
    expect(Math.abs(loudest(energies) - row - margin)).toBeLessThanOrEqual(row < 42 ? 1 : 0);
    for (const next of row >= 45 ? [-2, 2] : [])
      expect(energies[row + margin]).toBeGreaterThan(10 * energies[row + margin + next]);
  }
});

test('a tone has about one level in all rows, which is that of a mel band, whatever its pitch', () => {
  const levels = [30, 60, 90, 120].map((row) => {
    const sound = tone(rowFrequency(row));
    const [mel] = melEnergies(sound, times);
    return [Math.max(...halfSemitoneEnergies(sound, times)), Math.max(...mel)];
  });
  for (const [level, mel] of levels) {
    expect(Math.abs(10 * Math.log10(level / levels[0][0]))).toBeLessThan(3);
    expect(Math.abs(10 * Math.log10(level / mel))).toBeLessThan(8);
  }
  const [quiet, loud] = [1, 2].map((gain) => halfSemitoneEnergies(tone(440), times, gain));
  expect(loud[50] / quiet[50]).toBeCloseTo(4, 5);
});

test('a part that is shifted sounds as one that was played so', () => {
  const bytes = (hertz: number): Uint8Array =>
    Uint8Array.from(halfSemitoneEnergies(tone(hertz), times), (energy) =>
      Math.min(255, Math.round(40 * Math.log10(1 + 1e4 * energy))),
    );
  for (const shift of [-3, -1, 2, 3]) {
    const shifted = shiftedRows(bytes(330), shift);
    const played = shiftedRows(bytes(330 * 2 ** (shift / 12)), 0);
    expect(shifted).toHaveLength(halfSemitones);
    expect(loudest(shifted)).toBe(loudest(played));
    expect(Math.abs(Math.max(...shifted) - Math.max(...played))).toBeLessThan(8);
  }
});
