import { describe, expect, it } from 'vitest';
import { randomFrom } from '../../../src/domain/random.js';
import { withBass } from '../../../src/synthesis/playing/accompaniment.js';
import { comped } from '../../../src/synthesis/playing/comped.js';

/** A bar of C, half a bar of F over A, and half of G. */
const held = [
  ...[36, 60, 64, 67].map((pitch) => ({ from: 0, to: 4, pitch })),
  ...[45, 57, 60, 65].map((pitch) => ({ from: 4, to: 6, pitch })),
  ...[43, 55, 59, 62].map((pitch) => ({ from: 6, to: 8, pitch })),
];
const drawn = Array.from({ length: 30 }, (_, i) => comped(held, 4, randomFrom(String(i))));

describe('comped', () => {
  it('plays the notes of each chord while it lasts, in more ways than one', () => {
    for (const { other } of drawn) {
      expect(other.length).toBeGreaterThan(0);
      for (const { from, to, pitch } of other) {
        const chord = held.filter((note) => note.from <= from && from < note.to);
        expect(chord.map((note) => note.pitch)).toContain(pitch);
        expect(to).toBeGreaterThan(from);
      }
    }
    expect(new Set(drawn.map(({ other }) => JSON.stringify(other))).size).toBeGreaterThan(3);
  });

  it('begins each chord with its bass', () => {
    for (const { bass } of drawn)
      expect([0, 4, 6].map((at) => bass.find(({ from }) => from === at)?.pitch)).toEqual([36, 45, 43]);
  });

  it('plays chords that change within a beat, in any meter', () => {
    const within = held.map((note) => ({ ...note, from: note.from * 0.75 + 0.5, to: note.to * 0.75 + 0.5 }));
    for (const meter of [3, 4, 6] as const)
      for (let i = 0; i < 10; i += 1)
        for (const { from, to } of comped(within, meter, randomFrom(String(i))).other)
          expect(to).toBeGreaterThan(from);
  });
});

it('the bass is what nothing sounds below, if it is low', () => {
  const { bass, other } = withBass(held);
  expect(bass.map(({ pitch }) => pitch)).toEqual([36, 45, 43]);
  expect(other).toHaveLength(9);
  expect(withBass([{ from: 0, to: 1, pitch: 72 }]).bass).toEqual([]);
});
