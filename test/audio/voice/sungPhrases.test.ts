import { describe, expect, it } from 'vitest';
import { sungPhrases } from '../../../src/audio/voice/sungPhrases.js';
import { voiceBreaks } from '../../../src/audio/voice/voiceBreaks.js';
import type { Stretch } from '../../../src/domain/music/stretch.js';

const rate = 11_025;

/** A tone at levels (dB) from one time to the next, four seconds of it, and silence. */
function tone(levels: readonly (readonly [from: number, to: number, decibels: number])[]): Float32Array {
  return Float32Array.from({ length: 4 * rate }, (_, i) => {
    const level = levels.find(([from, to]) => i >= from * rate && i < to * rate)?.[2];
    return level === undefined ? 0 : 10 ** (level / 20) * Math.sin((2 * Math.PI * 220 * i) / rate);
  });
}

const about = (stretches: readonly Stretch[]): readonly string[] =>
  stretches.map(([from, to]) => `${from.toFixed(1)}-${to.toFixed(1)}`);

describe('voiceBreaks', () => {
  it('finds rests, and dips between notes, but none in a note that is held or swells', () => {
    const signal = tone([
      [0, 1, -12],
      [1, 1.1, -30],
      [1.1, 2, -15],
      [2, 2.5, -20],
      [2.5, 3, -12],
    ]);
    expect(about(voiceBreaks(signal, rate))).toEqual(['1.0-1.1', '3.0-4.0']);
  });

  it('finds dips over a pad that sounds on', () => {
    const pad = Float32Array.from(
      { length: 4 * rate },
      (_, i) => 0.03 * Math.sin((2 * Math.PI * 330 * i) / rate),
    );
    const voice = tone([
      [0, 2, -12],
      [2.2, 4, -12],
    ]);
    expect(
      about(
        voiceBreaks(
          pad.map((x, i) => x + voice[i]),
          rate,
        ),
      ),
    ).toEqual(['2.0-2.2']);
  });

  it('of nothing, and of one long note, there are none', () => {
    expect(voiceBreaks(new Float32Array(0), rate)).toEqual([]);
    expect(voiceBreaks(tone([[0, 4, -12]]), rate)).toEqual([]);
  });
});

describe('sungPhrases', () => {
  const breaks: readonly Stretch[] = [
    [0, 1],
    [3, 3.1],
    [5, 6],
    [12, 14],
  ];

  it('draws stretches out to the next breaks', () => {
    expect(sungPhrases([[1.4, 2.5]], breaks, 20)).toEqual([[1, 3]]);
    expect(sungPhrases([[3.6, 4.5]], breaks, 20)).toEqual([[3.1, 5]]);
  });

  it('leaves those that begin and end in breaks, and draws none out by more than two seconds', () => {
    expect(sungPhrases([[0.9, 5.1]], breaks, 20)).toEqual([[0.9, 5.1]]);
    expect(sungPhrases([[9, 9.5]], breaks, 20)).toEqual([[7, 11.5]]);
    expect(sungPhrases([[18, 19]], [], 20)).toEqual([[16, 20]]);
  });

  it('makes one of those that meet', () => {
    const joined = sungPhrases(
      [
        [6.5, 8],
        [9, 11],
      ],
      breaks,
      20,
    );
    expect(joined).toEqual([[6, 12]]);
  });
});
