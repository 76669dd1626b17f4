import { expect, it } from 'vitest';
import { keyOfSignature } from '../../../src/synthesis/keyOfSignature.js';
import { doubledShare } from '../../../src/synthesis/sung/doubledShare.js';
import { fullestWindows } from '../../../src/synthesis/sung/fullestWindows.js';
import { playedTempo } from '../../../src/synthesis/sung/playedTempo.js';

it('a tempo is as written, within what one counts, or drawn', () => {
  expect(playedTempo({ meter: 4, bpm: 100 }, 0)).toBe(100);
  expect(playedTempo({ meter: 4, bpm: 30 }, 0)).toBe(60);
  expect(playedTempo({ meter: 6, bpm: 500 }, 0)).toBe(280);
  expect(playedTempo({ meter: 4 }, 0)).toBeLessThan(playedTempo({ meter: 4 }, 0.9));
});

it('the windows in which most is sung are taken, in the order of the song', () => {
  const [a, b, c] = [2, 1, 3].map((sung, i) => ({
    voice: [{ from: 0, to: sung, pitch: 60 }],
    ...{ accompaniment: [], beats: 32, meter: 4 as const, relativeMajor: 0, firstBeat: 32 * i },
  }));
  expect(fullestWindows([a, b, c], 2)).toEqual([a, c]);
  expect(fullestWindows([a], 4)).toEqual([a]);
});

it('a note is doubled where the accompaniment begins it too, in any octave', () => {
  const voice = [60, 62, 64, 65].map((pitch, i) => ({ from: i, to: i + 1, pitch }));
  const accompaniment = [48, 50, 67, 65].map((pitch, i) => ({ from: i === 3 ? 3.5 : i, to: i + 1, pitch }));
  expect(doubledShare(voice, accompaniment)).toBe(0.5);
  expect(doubledShare([], accompaniment)).toBe(0);
});

it('a key is one of the two of its signature', () => {
  const notes = (...pitches: readonly number[]) => pitches.map((pitch) => ({ pitch, duration: 1 }));
  expect(keyOfSignature(notes(60, 64, 67, 60, 65, 67), 0)).toEqual({ tonic: 0, mode: 'major' });
  expect(keyOfSignature(notes(57, 60, 64, 57, 56, 64), 0)).toEqual({ tonic: 9, mode: 'minor' });
  // Whatever else it sounds like.
  expect(keyOfSignature(notes(61, 65, 68, 61), 0).mode).toMatch(/m/);
});
