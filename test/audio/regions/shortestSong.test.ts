import { describe, expect, it } from 'vitest';
import { analyzeRegion } from '../../../src/audio/regions/analyzeRegion.js';
import { cutUnit } from '../../../src/audio/regions/cutUnit.js';
import { shortestSong } from '../../../src/audio/regions/shortestSong.js';
import type { Given } from '../../../src/domain/track.js';
import { playSong } from '../../support/playSong.js';

const isUsed = (seconds: number, bpm: number, given: Given): boolean => {
  const { stems } = playSong({
    seconds,
    bpm,
    sampleRate: 22_050,
    beatsPerBar: given.meter === 4 ? 4 : 3,
    start: 0.02,
  });
  return cutUnit(analyzeRegion(stems, given)) !== undefined;
};

describe('shortestSong', () => {
  it('is eight bars at the fastest tempo that may come out, less a tenth', () => {
    expect(shortestSong({})).toBeCloseTo((0.9 * 24 * 60) / 215, 9);
    expect(shortestSong({ bpm: 120, meter: 4 })).toBeCloseTo(14.4, 9);
    expect(shortestSong({ meter: 6 })).toBeCloseTo((0.9 * 48 * 60) / 215, 9);
    expect(shortestSong({ bpm: 90, meter: 4, beats: [1, 2] })).toBeCloseTo((0.9 * 32 * 60) / 400, 9);
  });

  // Faster than anything that is looked for, too.
  it.each([140, 215, 240, 300])('nothing shorter is ever used: %d bpm', (bpm) => {
    const given: readonly Given[] = [
      {},
      { meter: 4 },
      { meter: 6 },
      { bpm },
      { bpm, meter: 4 },
      { bpm, firstDownbeat: 0.02 },
    ];
    for (const known of given)
      expect([known, isUsed(shortestSong(known) - 0.01, bpm, known)]).toEqual([known, false]);
  });

  it('what is told makes shorter songs of use', () => {
    const beats = Array.from({ length: 33 }, (_, i) => (i * 60) / 390);
    expect(isUsed(5.1, 390, { beats, meter: 4, firstDownbeat: 0 })).toBe(true);
    expect(shortestSong({ beats, meter: 4 })).toBeLessThan(5.1);
    const told = { bpm: 240, meter: 3, firstDownbeat: 0.02 } as const;
    expect(isUsed(6.2, 240, told)).toBe(true);
    expect(shortestSong(told)).toBeLessThan(6.2);
  });
});
