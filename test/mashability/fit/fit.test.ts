import { describe, expect, it } from 'vitest';
import { randomFrom } from '../../../src/domain/random.js';
import type { PlacedStem } from '../../../src/mashability/features/placedStem.js';
import { prepareStem } from '../../../src/mashability/features/prepareStem.js';
import { harmonicFit, onsetFit } from '../../../src/mashability/fit/fitPairs.js';
import { fitStem } from '../../../src/mashability/fit/fitStem.js';
import { fitTriples, fitWeights } from '../../../src/mashability/fit/fitTriples.js';

const beats = 64;

interface Made {
  readonly up?: number;
  /** Added to every pitch class. */
  readonly noise?: number;
}

/** A part with one or two loud pitch classes a beat, and strokes, by a name. */
function part(name: string, { up = 0, noise = 0 }: Made = {}): PlacedStem {
  const random = randomFrom('fit', name);
  const chroma = new Float32Array(beats * 12).fill(noise);
  for (let beat = 0; beat < beats; beat += 1)
    for (const pitch of [random.int(12), random.int(12)]) chroma[beat * 12 + ((pitch + up) % 12)] += 1;
  const onsets = Float32Array.from({ length: beats * 24 }, () => (random.next() < 0.1 ? 1 : 0));
  const bands = new Float32Array(beats * 3).fill(1);
  return { stem: prepareStem({ beats, chroma, onsets, bands }), shift: 0, from: 0 };
}

describe('harmonicFit', () => {
  it('of a part with itself is 1, and stays so when both are shifted alike', () => {
    expect(harmonicFit(part('a'), part('a'))).toBeCloseTo(1, 5);
    expect(harmonicFit({ ...part('a'), shift: 2 }, { ...part('a'), shift: 2 })).toBeCloseTo(1, 5);
  });

  it('finds the shift that brings a moved part back', () => {
    const moved = part('a', { up: 3 });
    const fits = Array.from({ length: 12 }, (_, i) => harmonicFit(part('a'), { ...moved, shift: i - 6 }));
    expect(fits.indexOf(Math.max(...fits)) - 6).toBe(-3);
    expect(fits[3]).toBeCloseTo(1, 5);
  });

  it('of strangers is about 0, at all shifts together exactly, however much lies under either', () => {
    const fits = Array.from({ length: 12 }, (_, shift) =>
      harmonicFit(part('a', { noise: 0.4 }), { ...part('b', { noise: 0.8 }), shift }),
    );
    expect(fits.reduce((sum, fit) => sum + fit, 0)).toBeCloseTo(0, 4);
    for (const fit of fits) expect(Math.abs(fit)).toBeLessThan(0.25);
  });

  it('is not moved by how loud a part is, and shrinks where one of them is silent', () => {
    const { stem } = part('a');
    const scaled = stem.features.chroma.map((x) => 5 * x);
    const louder = { ...part('a'), stem: prepareStem({ ...stem.features, chroma: scaled }) };
    expect(harmonicFit(part('b'), louder)).toBeCloseTo(harmonicFit(part('b'), part('a')), 5);
    const half = stem.features.chroma.map((x, i) => (i < (beats * 12) / 2 ? x : 0));
    const silent = { ...part('a'), stem: prepareStem({ ...stem.features, chroma: half }) };
    expect(harmonicFit(part('a'), silent)).toBeCloseTo(Math.SQRT1_2, 1);
  });
});

describe('onsetFit', () => {
  it('of a part with itself is 1, of strangers about 0', () => {
    expect(onsetFit(part('a'), part('a'))).toBeCloseTo(1, 5);
    expect(Math.abs(onsetFit(part('a'), part('b')))).toBeLessThan(0.25);
  });

  it('looks at the beats from where each part begins', () => {
    expect(onsetFit({ ...part('a'), from: 8 }, { ...part('a'), from: 8 })).toBeCloseTo(1, 5);
    expect(Math.abs(onsetFit({ ...part('a'), from: 8 }, part('a')))).toBeLessThan(0.25);
  });
});

it('is made once for a stem', () => {
  const { stem } = part('a');
  expect(fitStem(stem)).toBe(fitStem(stem));
});

it('triples weigh voice with harmony, voice with drums and harmony with drums', () => {
  const [vocal, harmonic, percussion] = ['a', 'b', 'c'].map((name) => part(name));
  const [[{ total, ...terms }]] = fitTriples(vocal, [harmonic], [percussion]);
  expect(terms).toEqual({
    harmonic: harmonicFit(vocal, harmonic),
    rhythmic: onsetFit(vocal, percussion),
    groove: onsetFit(harmonic, percussion),
  });
  const expected =
    fitWeights.harmonic * terms.harmonic +
    fitWeights.rhythmic * terms.rhythmic +
    fitWeights.groove * terms.groove;
  expect(total).toBeCloseTo(expected, 12);
  // Drums of any pitch: harmony does not hear them.
  const moved = fitTriples(vocal, [harmonic], [part('c', { up: 5 })])[0][0];
  expect(moved.total).toBeCloseTo(total, 12);
});
