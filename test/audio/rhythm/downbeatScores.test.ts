import { describe, expect, test } from 'vitest';
import { downbeatChange } from '../../../src/audio/rhythm/downbeatChange.js';
import { downbeatProfile } from '../../../src/audio/rhythm/downbeatProfile.js';
import { downbeatScores } from '../../../src/audio/rhythm/downbeatScores.js';
import { downbeatStart } from '../../../src/audio/rhythm/downbeatStart.js';
import { downbeatTemplate } from '../../../src/audio/rhythm/downbeatTemplates.js';
import type { OnsetChannels } from '../../../src/audio/onsets/onsetChannels.js';

const bars = 12;
/** Pulses 10 frames apart; each channel strikes at some places of the bar, which opens at place `shift`. */
function played(shift: number, places: Partial<Record<string, readonly number[]>>): OnsetChannels {
  const frames = bars * 160;
  const channel = (name: string): Float32Array => {
    const out = new Float32Array(frames);
    for (let i = 0; i < bars * 16; i++) if (places[name]?.includes((i - shift + 16) % 16)) out[i * 10] = 1;
    return out;
  };
  const names = ['kick', 'snare', 'hat', 'bass', 'other', 'vocals'] as const;
  const [kick, snare, hat, bass, other, vocals] = names.map(channel);
  const channels = { kick, snare, hat, bass, other, vocals };
  return { frames, rate: 100, duration: frames / 100, channels, mixed: kick };
}
const at = Float64Array.from({ length: bars * 16 }, (_, i) => i * 10);

describe('where a bar starts', () => {
  test.each([0, 4, 7, 13])('a rock beat with its one at place %d', (shift) => {
    const onsets = played(shift, { kick: [0, 8, 10], snare: [4, 12], bass: [0, 8] });
    const { start, beat, bar } = downbeatStart(downbeatScores(onsets, at, { meter: 4, parts: 4 }), 4);
    expect(start).toBe(shift);
    expect(beat).toBeGreaterThan(0.9);
    expect(bar).toBeGreaterThan(0.4);
  });

  test('the chances of all places where nothing sounds are alike', () => {
    const { beat, bar } = downbeatStart(downbeatScores(played(0, {}), at, { meter: 4, parts: 4 }), 4);
    expect(beat).toBeCloseTo(0.25, 6);
    expect(bar).toBeCloseTo(0.25, 6);
  });

  test('a new pattern votes for the place where it starts', () => {
    const strengths = Float32Array.from({ length: 160 }, (_, i) => (i < 83 && i % 4 > 0 ? 0 : 1));
    const votes = downbeatChange([strengths], 16);
    expect(votes.indexOf(Math.max(...votes))).toBe(83 % 16);
  });

  test('a profile runs from 0 to 1', () => {
    const { places, range } = downbeatProfile(Float32Array.of(1, 0, 0.5, 0, 3, 0, 0.5, 0), 4);
    expect([...places]).toEqual([1, 0, 0.25, 0]);
    expect(range).toBe(2);
  });

  test('templates hold chances for every place', () => {
    for (const meter of [3, 4, 6] as const) {
      for (const parts of [3, 4] as const) {
        const { kick, bass, snare } = downbeatTemplate(meter, parts);
        const all = [kick, bass, ...snare.map(({ chance }) => chance)];
        for (const chance of all) {
          expect(chance).toHaveLength(meter * parts);
          expect(chance.every((p) => p > 0 && p < 1)).toBe(true);
        }
      }
    }
  });
});
