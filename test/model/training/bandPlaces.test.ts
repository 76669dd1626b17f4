import { expect, test } from 'vitest';
import { rowFrequency } from '../../../src/audio/semitones/halfSemitones.js';
import { bandPlaces } from '../../../src/model/training/bandPlaces.js';

test('mel bands lie evenly, half semitones where their frequencies lie among them', () => {
  const [mel, semitones] = [bandPlaces(), bandPlaces('semitones')];
  expect([mel[0], mel[127]]).toEqual([-1, 1]);
  // Below 1 kHz mel bands are 28.37 Hz apart; the first one's middle is at 58.4 Hz.
  const band = (rowFrequency(72) - 58.4) / 28.37;
  expect(semitones[72]).toBeCloseTo((2 * band) / 127 - 1, 2);
  expect(semitones[127]).toBeLessThan(0.2);
});

test('both alternate', () => {
  const both = bandPlaces('both');
  expect([both[10], both[11]]).toEqual([bandPlaces()[5], bandPlaces('semitones')[5]]);
});
