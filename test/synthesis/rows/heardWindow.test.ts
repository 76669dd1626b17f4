import { describe, expect, it } from 'vitest';
import { randomFrom } from '../../../src/domain/random.js';
import { lowestSemitone, rowsPerBeat, semitones } from '../../../src/audio/semitones/semitoneGrid.js';
import { heardWindow } from '../../../src/synthesis/rows/heardWindow.js';
import type { SongWindow } from '../../../src/synthesis/sung/songWindows.js';

/** Beats of a scale over chords of C; the last eight beats rest. */
const window: SongWindow = {
  voice: [60, 62, 64, 65, 67, 69, 71, 72].map((pitch, i) => ({ from: i, to: i + 1, pitch })),
  accompaniment: [36, 60, 64, 67].map((pitch) => ({ from: 0, to: 8, pitch })),
  ...{ beats: 16, meter: 4, relativeMajor: 0, firstBeat: 0 },
};

/** Mean over many hearings: [16 · 4, 61]. */
function mean(role: 'voice' | 'accompaniment', count = 60): Float64Array {
  const sum = new Float64Array(window.beats * rowsPerBeat * semitones);
  for (let i = 0; i < count; i += 1)
    for (const [k, x] of heardWindow(window, randomFrom('hear', String(i)))[role].entries())
      sum[k] += x / count;
  return sum;
}
const pitchAt = (rows: Float64Array, row: number, pitch: number): number =>
  rows[row * semitones + pitch - lowestSemitone];

describe('heardWindow', () => {
  it('sounds what is written, where it is written', () => {
    const [voice, accompaniment] = [mean('voice'), mean('accompaniment')];
    for (const [beat, pitch] of [60, 62, 64, 65, 67].entries()) {
      const row = beat * rowsPerBeat + 2;
      expect(pitchAt(voice, row, pitch)).toBeGreaterThan(1.3 * pitchAt(voice, row, pitch + 3));
    }
    expect(pitchAt(accompaniment, 10, 64)).toBeGreaterThan(1.3 * pitchAt(accompaniment, 10, 66));
    // It rests in the second half.
    expect(pitchAt(voice, 60, 72)).toBeLessThan(0.5 * pitchAt(voice, 30, 72));
  });

  it('is the same for the same draws, and another for others', () => {
    const [a, again, b] = ['a', 'a', 'b'].map((name) => heardWindow(window, randomFrom(name)));
    expect(again).toEqual(a);
    expect(b.voice).not.toEqual(a.voice);
    expect([...a.voice, ...a.accompaniment].every((x) => Number.isFinite(x) && x >= 0)).toBe(true);
  });

  it('hears drums where there are some, and the other parts as they were', () => {
    const strokes = Array.from({ length: 8 }, (_, i) => ({ at: 2 * i, pitch: 36, velocity: 100 }));
    const { percussion, ...pitched } = heardWindow(
      { ...window, drums: { strokes, paired: false } },
      randomFrom('a'),
    );
    expect(pitched).toEqual(heardWindow(window, randomFrom('a')));
    expect(percussion).toHaveLength(window.beats * 24);
    const kick = (beat: number): number => percussion?.[beat * 24] ?? NaN;
    for (let beat = 1; beat < 16; beat += 2) expect(kick(beat)).toBeLessThan(0.5 * kick(beat - 1));
  });
});
