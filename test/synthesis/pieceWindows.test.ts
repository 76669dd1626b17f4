import { describe, expect, it } from 'vitest';
import { pieceWindows } from '../../src/synthesis/pieceWindows.js';
import { whole } from './madeScore.js';

describe('pieceWindows', () => {
  it('are of eight bars, with the drums that were written for them', () => {
    const windows = pieceWindows(whole(20), 32);
    expect(windows.map(({ firstBeat, beats, meter }) => [firstBeat, beats, meter])).toEqual([
      [0, 32, 4],
      [32, 32, 4],
    ]);
    expect(windows[0].voice[1]).toEqual({ from: 1, to: 2, pitch: 76 });
    expect(windows[0].accompaniment[0]).toEqual({ from: 0, to: 4, pitch: 36 });
    expect(windows[0].drums?.paired).toBe(false);
    expect(windows[0].drums?.strokes.map(({ at }) => at)).toEqual(Array.from({ length: 32 }, (_, i) => i));
    expect(windows[0].relativeMajor).toBe(0);
  });
});
