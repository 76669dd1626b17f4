import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { featureGain } from '../../../src/audio/mel/featureGain.js';
import { gridTimes } from '../../../src/audio/mel/gridTimes.js';
import { logMel } from '../../../src/audio/mel/logMel.js';
import { melEnergies } from '../../../src/audio/mel/melEnergies.js';
import { melFilters, melScale, melShape } from '../../../src/audio/mel/melFilters.js';
import { melOnGrid } from '../../../src/audio/mel/melOnGrid.js';
import { melVariants, variantShifts } from '../../../src/audio/mel/melVariants.js';
import { mixMel } from '../../../src/audio/mel/mixMel.js';
import { soundingLoudness } from '../../../src/audio/loudness/soundingLoudness.js';
import { randomFrom } from '../../../src/domain/random.js';

const rate = 44_100;
const binWidth = rate / melShape.size;
const noise = (name: string, seconds: number, level = 0.2): Float32Array => {
  const random = randomFrom(name);
  return Float32Array.from({ length: seconds * rate }, () => level * random.range(-1, 1));
};
const tone = (hertz: number, seconds: number, level = 0.2): Float32Array =>
  Float32Array.from({ length: seconds * rate }, (_, i) => level * Math.sin((2 * Math.PI * hertz * i) / rate));
const largestAt = (row: Float32Array): number => row.indexOf(row.reduce((a, b) => Math.max(a, b)));

describe('gridTimes', () => {
  it('has 1,024 points for 16 bars of four', () => {
    expect(gridTimes(Array.from({ length: 65 }, (_, k) => k / 2)).length).toBe(1024);
  });
  it('lies evenly between beats that are not even, on every beat', () => {
    expect(Array.from(gridTimes([1, 2, 4], 4))).toEqual([1, 1.25, 1.5, 1.75, 2, 2.5, 3, 3.5]);
    expect(gridTimes([1]).length).toBe(0);
    expect(gridTimes([]).length).toBe(0);
  });
});

describe('melScale', () => {
  it('is that of Slaney, and its own inverse', () => {
    expect([melScale.toMel(500), melScale.toMel(1000), melScale.toMel(6400)]).toEqual([7.5, 15, 42]);
    fc.assert(
      fc.property(fc.double({ min: 20, max: 20_000, noNaN: true }), (hertz) => {
        expect(melScale.toHertz(melScale.toMel(hertz))).toBeCloseTo(hertz, 6);
      }),
    );
  });
});

describe('melFilters', () => {
  it('has area 1 in every band, none empty, from 30 to 16,000 Hz', () => {
    const filters = melFilters();
    expect(filters.length).toBe(128);
    for (const { weights } of filters)
      expect(weights.reduce((sum, w) => sum + w, 0) * binWidth).toBeCloseTo(1, 9);
    expect(filters[0].first).toBe(Math.ceil(30 / binWidth - 0.5));
    const last = filters[127];
    expect(last.first + last.weights.length - 1).toBe(Math.floor(16_000 / binWidth + 0.5));
  });

  it('moves edges by the shift and keeps heights', () => {
    for (const shift of [-3, 3]) {
      const factor = 2 ** (-shift / 12);
      melFilters(shift).forEach(({ first, weights }, band) => {
        const plain = melFilters()[band];
        const centre = (f: { first: number; weights: Float64Array }) =>
          f.weights.reduce((sum, w, i) => sum + w * (f.first + i), 0) /
          f.weights.reduce((sum, w) => sum + w, 0);
        expect(centre({ first, weights }) / (centre(plain) * factor)).toBeCloseTo(1, 1);
        expect(weights.reduce((sum, w) => sum + w, 0) * binWidth).toBeCloseTo(factor, 9);
      });
    }
  });
});

describe('melEnergies', () => {
  it('has the stated scale: a full-scale sine has the power (512)² · 1.5 over its bins', () => {
    const hertz = 100 * binWidth;
    const [energies] = melEnergies(tone(hertz, 1, 1), Float64Array.of(0.5));
    const inverse = melFilters().reduce((sum, { first, weights }, band) => {
      const at = [99, 100, 101].map((bin, i) => (weights[bin - first] ?? 0) * [0.25, 1, 0.25][i]);
      return sum + Math.abs(energies[band] - 512 ** 2 * at.reduce((a, b) => a + b, 0));
    }, 0);
    expect(inverse / energies.reduce((sum, e) => sum + e, 0)).toBeLessThan(1e-4);
  });

  it('hears a tone s semitones up where the shifted tone lies, at the same level', () => {
    for (const hertz of [220, 700, 2500])
      for (const shift of [-3, -1, 2, 3]) {
        const [seen] = melEnergies(tone(hertz, 1), Float64Array.of(0.5), { shifts: [shift] });
        const [real] = melEnergies(tone(hertz * 2 ** (shift / 12), 1), Float64Array.of(0.5));
        expect(Math.abs(largestAt(seen) - largestAt(real))).toBeLessThanOrEqual(1);
        const sum = (e: Float32Array) => e.reduce((a, b) => a + b, 0);
        expect(Math.abs(10 * Math.log10(sum(seen) / sum(real)))).toBeLessThan(1);
      }
  });

  it('looks at the times alone: a frame is the same wherever it lies in the signal', () => {
    const signal = noise('frames', 2);
    const late = new Float32Array(signal.length + 1000);
    late.set(signal, 1000);
    const times = Float64Array.of(0.3, 0.31, 1.2);
    expect(
      melEnergies(
        late,
        times.map((t) => t + 1000 / rate),
      ),
    ).toEqual(melEnergies(signal, times));
  });

  it('sees silence outside the signal', () => {
    const [energies] = melEnergies(noise('edge', 1), Float64Array.of(-1, 5));
    expect(energies.every((e) => e === 0)).toBe(true);
  });

  it('takes a gain as a factor of energy', () => {
    const signal = noise('gain', 1);
    const [plain] = melEnergies(signal, Float64Array.of(0.5));
    const [louder] = melEnergies(signal, Float64Array.of(0.5), { gain: 3 });
    louder.forEach((e, i) => expect(e / plain[i]).toBeCloseTo(9, 4));
  });
});

describe('melOnGrid', () => {
  const beats = Array.from({ length: 17 }, (_, k) => 0.2 + k / 4);

  it('is [time, 128] and does not depend on the level of the stem', () => {
    const signal = noise('level', 5);
    const times = gridTimes(beats);
    const mel = melOnGrid(signal, times);
    expect(mel.length).toBe(256 * 128);
    const quiet = melOnGrid(
      signal.map((x) => x / 100),
      times,
    );
    const worst = mel.reduce((most, x, i) => Math.max(most, Math.abs(x - quiet[i])), 0);
    expect(worst).toBeLessThan(1e-4);
  });

  it('is zero for silence', () =>
    expect(melOnGrid(new Float32Array(rate), gridTimes([0, 1])).every((x) => x === 0)).toBe(true));

  it('hears stems at −23 LUFS', () => {
    const signal = noise('loudness', 5, 0.01);
    const gain = featureGain(signal);
    expect(soundingLoudness(signal.map((x) => x * gain))).toBeCloseTo(-23, 3);
  });
});

describe('melVariants', () => {
  it('are the seven shifts, each as computed alone', () => {
    const signal = noise('variants', 3);
    const times = gridTimes([0.5, 1, 1.5, 2]);
    const variants = melVariants(signal, times);
    expect(variantShifts).toEqual([-3, -2, -1, 0, 1, 2, 3]);
    variants.forEach((variant, v) => expect(variant).toEqual(melOnGrid(signal, times, variantShifts[v])));
  });
});

describe('mixMel', () => {
  it('is the mel of one stem alone', () => {
    const [energies] = melEnergies(noise('one', 1), Float64Array.of(0.5));
    expect(mixMel([energies], [1])).toEqual(logMel(energies));
  });

  it('adds energies × gain²', () => {
    const mixed = mixMel([Float32Array.of(1, 0), Float32Array.of(0.5, 2)], [2, 0.5]);
    expect(Array.from(mixed, (x) => 10 ** x)).toEqual([
      expect.closeTo(1 + 1e4 * 4.125, -1),
      expect.closeTo(1 + 1e4 * 0.5, -1),
    ]);
  });

  it('stands in for the mel of the real mix', () => {
    const times = Float64Array.from({ length: 190 }, (_, t) => 0.1 + t * 0.02);
    const stems = [noise('a', 4), tone(440, 4, 0.1), tone(97, 4, 0.3)];
    const gains = [0.5, 1, 0.8];
    const mix = stems[0].map((_, i) => stems.reduce((sum, stem, s) => sum + gains[s] * stem[i], 0));
    const [real] = melEnergies(mix, times).map(logMel);
    const seen = mixMel(
      stems.map((stem) => melEnergies(stem, times)[0]),
      gains,
    );
    const mean = (x: Float32Array) => x.reduce((a, b) => a + b, 0) / x.length;
    expect(Math.abs(mean(seen) - mean(real))).toBeLessThan(0.02);
  });
});
