import { describe, expect, it } from 'vitest';
import { randomFrom } from '../../../src/domain/random.js';
import { grooveOf } from '../../../src/synthesis/strokes/groove.js';
import { withDrums } from '../../../src/synthesis/strokes/withDrums.js';
import type { SongWindow } from '../../../src/synthesis/sung/songWindows.js';
import { drums, lead, scoreOf, ticksPerBeat } from '../madeScore.js';

const inMeter = (beats: number, unit: number) => ({ meters: [{ at: 0, beats, unit }] });

describe('grooveOf', () => {
  it('is the drums, counted in the beats of the meter', () => {
    const groove = grooveOf(scoreOf([drums(12)], 12));
    expect(groove).toMatchObject({ meter: 4, bpm: 120, beats: 48 });
    expect(groove?.strokes[5]).toEqual({ at: 5, pitch: 36, velocity: 90 });
    // Forty-eight quarters are 96 eighths: sixteen bars of six.
    const compound = grooveOf(scoreOf([drums(12)], 12, inMeter(6, 8)));
    expect(compound).toMatchObject({ meter: 6, bpm: 240, beats: 96 });
    expect(compound?.strokes[5].at).toBe(10);
  });

  it('is none without drums, in an odd meter, or over a change', () => {
    expect(grooveOf(scoreOf([lead(12)], 12))).toBeUndefined();
    expect(grooveOf(scoreOf([drums(12)], 12, inMeter(5, 4)))).toBeUndefined();
    const tempi = [
      { at: 0, bpm: 120 },
      { at: 8 * ticksPerBeat, bpm: 90 },
    ];
    expect(grooveOf(scoreOf([drums(12)], 12, { tempi }))).toBeUndefined();
  });
});

describe('withDrums', () => {
  const window: SongWindow = {
    ...{ voice: [], accompaniment: [], beats: 32, meter: 4, bpm: 100, relativeMajor: 0, firstBeat: 0 },
  };
  /** Each beat is struck by an instrument of its own. */
  const groove = (bpm: number, beats = 48) => ({
    ...({ meter: 4, bpm, beats } as const),
    strokes: Array.from({ length: beats }, (_, at) => ({ at, pitch: at, velocity: 90 })),
  });

  it('has some bars of a groove near its tempo, from a bar line on', () => {
    const starts = Array.from({ length: 40 }, (_, i) => {
      const { drums: drawn } = withDrums(window, [groove(90), groove(60, 400)], randomFrom(String(i)));
      expect(drawn?.paired).toBe(true);
      expect(drawn?.strokes.map(({ at }) => at)).toEqual(Array.from({ length: 32 }, (__, at) => at));
      return drawn?.strokes[0].pitch;
    });
    expect(new Set(starts)).toEqual(new Set([0, 4, 8, 12, 16]));
  });

  it('stays as it is where none suits, and where it has drums', () => {
    const random = randomFrom('none');
    for (const each of [groove(60), groove(100, 28), { ...groove(100), meter: 3 as const }])
      expect(withDrums(window, [each], random)).toBe(window);
    const { bpm, ...anyTempo } = window;
    expect(bpm).toBe(100);
    expect(withDrums(anyTempo, [groove(60)], random).drums?.paired).toBe(true);
    const own = { ...window, drums: { strokes: [], paired: false } };
    expect(withDrums(own, [groove(100)], random)).toBe(own);
  });
});
