import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyFits, meterFits, methodRule, tempoFits } from '../../../src/mashability/conditions/matchRule.js';
import { nearestMiss } from '../../../src/mashability/conditions/nearestMiss.js';
import { sameRecording } from '../../../src/mashability/conditions/sameRecording.js';
import { catalogues, facts } from './facts.js';

const major = (tonic: number) => ({ key: { tonic, mode: 'major' as const } });
const rule = { maxShift: 3, maxStretch: 0.12 };
const seed = facts('seed');

describe('nearestMiss', () => {
  it('says how many semitones too far the nearest part is', () => {
    const clips = [facts('far', major(6)), facts('near', major(5))];
    expect(nearestMiss(seed, clips, rule)).toMatchObject({
      clip: clips[1],
      role: 'harmonic',
      tooFar: { shift: 2 },
    });
  });

  it('says what stretch it would need', () => {
    const clip = facts('fast', { bpm: 120 / 1.17 });
    const miss = nearestMiss(seed, [clip], rule);
    expect(miss?.tooFar.shift).toBeUndefined();
    expect(miss?.tooFar.stretch).toBeCloseTo(0.17);
  });

  it('says both where both are too far, and the meter where that is it', () => {
    const both = nearestMiss(seed, [facts('both', { ...major(6), bpm: 240 })], rule);
    expect(both?.tooFar).toEqual({ shift: 3, stretch: 0.5 });
    const waltz = facts('waltz', { grid: { bpm: 120, meter: 3 } });
    expect(nearestMiss(seed, [waltz], rule)?.tooFar).toEqual({ meter: 3 });
    // What could be mended by another rule is nearer than another meter.
    expect(nearestMiss(seed, [waltz, facts('far', { bpm: 200 })], rule)?.clip.clipId).toBe('far');
  });

  it('looks at the role that nobody can take: drums have no key', () => {
    const supplies = { vocal: false, harmonic: true, percussion: false };
    const band = facts('band', { supplies });
    const drums = facts('drums', {
      ...major(6),
      bpm: 90,
      supplies: { ...supplies, harmonic: false, percussion: true },
    });
    expect(nearestMiss(seed, [band, drums], rule)).toMatchObject({
      clip: { clipId: 'drums' },
      role: 'percussion',
    });
    expect(nearestMiss(seed, [band, { ...drums, grid: seed.grid }], rule)).toBeUndefined();
  });

  it('finds none among its own recording, or where nobody supplies the role', () => {
    expect(nearestMiss(seed, [], rule)).toBeUndefined();
    expect(nearestMiss(seed, [facts('own', { ...major(6), trackId: seed.trackId })], rule)).toBeUndefined();
  });

  it('of any catalogue names a part that breaks the rule, only where no part of its role meets it', () => {
    fc.assert(
      fc.property(catalogues, ([voice, ...clips]) => {
        const miss = nearestMiss(voice, clips, methodRule);
        const fits = (role: 'harmonic' | 'percussion') =>
          clips.filter(
            (clip) =>
              clip.supplies[role] &&
              !sameRecording(voice, clip) &&
              meterFits(voice.grid.meter, clip.grid.meter) &&
              tempoFits(methodRule, voice.grid.bpm, clip.grid.bpm) &&
              (role === 'percussion' || keyFits(methodRule, voice.key, clip.key)),
          );
        if (miss) {
          expect(fits(miss.role)).toEqual([]);
          expect(Object.keys(miss.tooFar)).not.toEqual([]);
        } else {
          const supplied = (role: 'harmonic' | 'percussion') =>
            clips.some((clip) => clip.supplies[role] && !sameRecording(voice, clip));
          for (const role of ['harmonic', 'percussion'] as const)
            expect(fits(role).length > 0 || !supplied(role)).toBe(true);
        }
      }),
    );
  });
});
