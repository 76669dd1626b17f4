import { expect, it } from 'vitest';
import { hearFeatures } from '../../../src/adapters/audio/roleFeatures.js';
import { frequencyOf, lowestSemitone } from '../../../src/audio/semitones/semitoneGrid.js';

it('hears chroma and rows of semitones at the tuning of the music', () => {
  // An A that lies 60 cents higher: nearer to the next semitone, were it not for the tuning.
  const step = (2 * Math.PI * frequencyOf(69.6)) / 44_100;
  const mono = Float32Array.from({ length: 3 * 44_100 }, (_, i) => 0.1 * Math.sin(i * step));
  const { rules, rows } = hearFeatures({ mono, beats: [0.5, 1, 1.5, 2], tuning: 60 });
  expect([rules.beats, rows.beats]).toEqual([3, 3]);
  expect(rules.chroma.indexOf(Math.max(...rules.chroma)) % 12).toBe(9);
  for (let row = 0; row < 12; row += 1) {
    const values = [...rows.rows.subarray(row * 61, (row + 1) * 61)];
    expect(lowestSemitone + values.indexOf(Math.max(...values))).toBe(69);
  }
});
