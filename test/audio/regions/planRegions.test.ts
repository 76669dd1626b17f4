import { describe, expect, test } from 'vitest';
import { planRegions } from '../../../src/audio/regions/planRegions.js';
import { sumOfStems } from '../../../src/audio/regions/sumOfStems.js';
import { unitBars } from '../../../src/audio/regions/unitBars.js';
import { playSong } from '../../support/playSong.js';

const rate = 11_025;

describe('planRegions', () => {
  test('a recording of up to 50 s is one region', () => {
    expect(planRegions(new Float32Array(42 * rate), rate)).toEqual([{ start: 0, duration: 42, merit: 1 }]);
    expect(planRegions(new Float32Array(0), rate)).toEqual([]);
  });

  test('regions of a song do not overlap, come best first and hold the unit', () => {
    const mix = sumOfStems(playSong({ bpm: 120, seconds: 200, sampleRate: rate }).stems);
    const plans = planRegions(mix, rate);
    expect(plans).toHaveLength(Math.floor(200 / plans[0].duration));
    plans.forEach((plan, i) => {
      expect(plan.start).toBeGreaterThanOrEqual(0);
      expect(plan.start + plan.duration).toBeLessThanOrEqual(200.001);
      expect(plan.duration).toBeGreaterThan((unitBars(120) * 240) / 120);
      expect(plan.duration).toBeLessThan(66);
      if (i > 0) expect(plan.merit).toBeLessThanOrEqual(plans[i - 1].merit);
      for (const other of plans.slice(0, i)) {
        const apart =
          plan.start >= other.start + other.duration - 1e-9 ||
          other.start >= plan.start + plan.duration - 1e-9;
        expect(apart).toBe(true);
      }
    });
  });

  test('a known tempo and meter say how long a region must be', () => {
    const mix = sumOfStems(playSong({ bpm: 120, seconds: 200, sampleRate: rate }).stems);
    expect(planRegions(mix, rate, { bpm: 70 })[0].duration).toBeCloseTo((20 * 240) / 70);
    expect(planRegions(mix, rate, { bpm: 70, meter: 3 })[0].duration).toBeCloseTo((20 * 180) / 70);
  });

  test('the part with a voice over the band comes first', () => {
    const mix = sumOfStems(playSong({ bpm: 120, seconds: 160, sampleRate: rate }).stems);
    // A voice-like sound from 80 s to 125 s: harmonics under moving resonances, in syllables.
    for (let i = 80 * rate; i < 125 * rate; i++) {
      const t = i / rate;
      const syllable = Math.max(0, Math.sin(2 * Math.PI * 3.5 * t));
      const pitch = 220 + 30 * Math.sin(2 * Math.PI * 0.7 * t);
      let voice = 0;
      for (let h = 1; h <= 8; h++) voice += Math.sin(2 * Math.PI * h * pitch * t) / h;
      mix[i] += 0.15 * syllable * voice;
    }
    const [best] = planRegions(mix, rate);
    const inside = Math.min(125, best.start + best.duration) - Math.max(80, best.start);
    expect(inside / best.duration).toBeGreaterThan(0.8);
  });

  test('15 minutes are looked at within seconds', () => {
    const minute = sumOfStems(playSong({ bpm: 97, seconds: 60, sampleRate: rate }).stems);
    const long = new Float32Array(15 * minute.length);
    for (let k = 0; k < 15; k++) long.set(minute, k * minute.length);
    expect(planRegions(long, rate).length).toBeGreaterThanOrEqual(10);
  });
});
