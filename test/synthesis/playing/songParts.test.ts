import { describe, expect, it } from 'vitest';
import { isNote } from '../../../src/domain/music/score.js';
import { randomFrom } from '../../../src/domain/random.js';
import { songParts } from '../../../src/synthesis/playing/songParts.js';
import type { SongWindow } from '../../../src/synthesis/sung/songWindows.js';

const window: SongWindow = {
  voice: [],
  accompaniment: Array.from({ length: 32 }, (_, i) =>
    [40, 60, 64].map((pitch) => ({ from: i, to: i + 1, pitch })),
  ).flat(),
  drums: { paired: true, strokes: [36, 22, 26].map((pitch, i) => ({ at: i, pitch, velocity: 90 })) },
  ...{ beats: 32, meter: 4, relativeMajor: 0, firstBeat: 0 },
};
const parts = (name: string, more: Partial<SongWindow> = {}) =>
  songParts(
    { ...window, ...more },
    { bpm: 120, fromSymbols: false, randomOf: (purpose) => randomFrom(name, purpose) },
  );

describe('songParts', () => {
  it('are scores of each stem, whole bars, nearly on time', () => {
    const { bass, other, drums } = parts('a');
    for (const score of [bass, other, drums]) {
      expect([score?.end, score?.tempi]).toEqual([32 * 960, [{ at: 0, bpm: 120 }]]);
      for (const { at } of score?.parts[0].events.filter(isNote) ?? []) {
        const late = at / 960 - Math.round(at / 960);
        expect(Math.abs(late) * 0.5).toBeLessThan(0.05);
      }
    }
    expect(bass?.parts[0].events.filter(isNote).every(({ pitch }) => pitch === 40)).toBe(true);
    expect(drums?.parts[0].channel).toBe(9);
    expect(drums?.parts[0].events.filter(isNote).map(({ pitch }) => pitch)).toEqual([36, 42, 46]);
  });

  it('leave out what nobody plays', () => {
    const { drums, bass, other } = parts('a', {
      drums: { paired: true, strokes: [] },
      accompaniment: window.accompaniment.filter(({ pitch }) => pitch > 55),
    });
    expect([drums, bass, other === undefined]).toEqual([undefined, undefined, false]);
  });

  it('are played by others where the draws are others', () => {
    const programs = Array.from({ length: 20 }, (_, i) => {
      const [first] = parts(String(i)).other?.parts[0].events ?? [];
      return first.kind === 'program' ? first.program : undefined;
    });
    expect(new Set(programs).size).toBeGreaterThan(4);
    expect(parts('a')).toEqual(parts('a'));
  });
});
