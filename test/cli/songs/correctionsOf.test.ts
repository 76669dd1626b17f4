import { describe, expect, it } from 'vitest';
import { correctionsOf } from '../../../src/cli/songs/correctionsOf.js';

describe('correctionsOf', () => {
  it('reads flags: numbers as numbers, keys as keys, titles as text though they look like numbers', () => {
    const flags = {
      bpm: '92.5',
      key: 'f# minor',
      meter: '3',
      firstDownbeat: '0',
      title: '1999',
      artist: 'A',
      licence: 'CC0',
    };
    expect(correctionsOf(flags)).toEqual({
      ...{ bpm: 92.5, meter: 3, firstDownbeat: 0, title: '1999', artist: 'A', licence: 'CC0' },
      key: { tonic: 6, mode: 'minor' },
    });
    expect(correctionsOf({})).toEqual({});
  });

  it('says what is wrong with each, by the flag’s own name', () => {
    const problems = correctionsOf({ bpm: 'fast', key: 'H', meter: '5', firstDownbeat: '-1' });
    expect(problems).toEqual([
      expect.stringMatching(/^--bpm: .*"fast"/),
      expect.stringMatching(/^--key: is not a key.*"H"/),
      expect.stringMatching(/^--meter: .*"5"/),
      expect.stringMatching(/^--first-downbeat: .*"-1"/),
    ]);
    for (const bpm of ['', ' ', '1e9', 'NaN']) expect(correctionsOf({ bpm })).toHaveLength(1);
  });
});
