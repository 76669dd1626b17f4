import { expect, test } from 'vitest';
import { pairShifts } from '../../../src/model/training/pairShifts.js';

test('whatever their keys, a voice and a harmony meet within three semitones', () => {
  for (let voice = 0; voice < 12; voice += 1)
    for (let harmony = 0; harmony < 12; harmony += 1) {
      const shifts = pairShifts({ relativeMajor: voice }, { relativeMajor: harmony });
      expect(Math.max(Math.abs(shifts.vocal), Math.abs(shifts.harmonic))).toBeLessThanOrEqual(3);
      expect((voice + shifts.vocal - harmony - shifts.harmonic + 24) % 12).toBe(0);
    }
});
