import { expect, test } from 'vitest';
import { melStep } from '../../../src/model/training/mixClip.js';
import { pairParts } from '../../../src/model/training/pairParts.js';
import { pairShifts } from '../../../src/model/training/pairShifts.js';
import { mixClips } from '../../support/mixClips.js';

const clips = mixClips({ songs: 5, frames: 48 });

test('each pair has its parts at one key, each of them placed once', () => {
  const { frames, parts, triples } = pairParts(clips, 32);
  expect(frames).toBe(32);
  expect(triples).toHaveLength(25);
  const size = frames * 128;
  for (const [at, { vocal, harmonic, percussion }] of triples.entries()) {
    const [voice, other] = [clips[Math.floor(at / 5)], clips[at % 5]];
    const shifts = pairShifts(voice, other);
    const expected = {
      vocal: [voice.vocal.get(shifts.vocal)!, vocal],
      harmonic: [other.harmonic.get(shifts.harmonic)!, harmonic],
      percussion: [other.percussion, percussion],
    } as const;
    for (const role of ['vocal', 'harmonic', 'percussion'] as const) {
      const [stored, place] = expected[role];
      const heard = parts[role].subarray(place * size, (place + 1) * size);
      for (let i = 0; i < size; i += 97) expect(heard[i]).toBeCloseTo(stored[i] * melStep, 5);
    }
  }
  expect(parts.percussion.length / size).toBe(5);
  expect(parts.vocal.length / size).toBeLessThan(25);
});

test('what is asked for is cut to the shortest clip', () => {
  expect(pairParts([...clips, ...mixClips({ songs: 1, frames: 16, name: 'short' })], 32).frames).toBe(16);
});
