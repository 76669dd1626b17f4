import { describe, expect, it } from 'vitest';
import { randomFrom } from '../../../src/domain/random.js';
import type { PlacedStem } from '../../../src/mashability/features/placedStem.js';
import { prepareStem } from '../../../src/mashability/features/prepareStem.js';
import { harmonicFit, onsetFit, repetitionFit } from '../../../src/mashability/fit/fitPairs.js';
import { fitStem } from '../../../src/mashability/fit/fitStem.js';
import { harmonicMerit, repetitionWeights, strokeMerit } from '../../../src/mashability/fit/merit.js';
import { usualOfAll } from '../../../src/mashability/fit/usual.js';
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

it('of beats a clear one counts for more than a blurred one, by the root of what it is clearer', () => {
  const chroma = new Float32Array(24);
  chroma.set([1, 0.1], 0);
  chroma.set([0.5, 0.3], 12);
  const features = { beats: 2, chroma, onsets: new Float32Array(48), bands: new Float32Array(6) };
  const { energy } = fitStem(prepareStem(features));
  const length = (...loud: readonly number[]): number => {
    const row = Array.from({ length: 12 }, (_, p) => Math.log1p(30 * (loud.at(p) ?? 0)));
    const mean = row.reduce((a, b) => a + b) / 12;
    return Math.hypot(...row.map((x) => x - mean));
  };
  expect(energy(0, 1)).toBeCloseTo(length(1, 0.1), 4);
  expect(energy(1, 1)).toBeCloseTo(length(0.5, 0.3), 4);
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

describe('repetitionFit', () => {
  /** A part that repeats its first 24 beats from `again` on. */
  const repeating = (name: string, again: number): PlacedStem => {
    const { stem } = part(name);
    const { chroma, onsets, bands } = stem.features;
    for (const [values, width] of [
      [chroma, 12],
      [onsets, 24],
    ] as const)
      values.copyWithin(again * width, 0, 24 * width);
    return { stem: prepareStem({ beats, chroma, onsets, bands }), shift: 0, from: 0 };
  };

  it.each(['strokes', 'notes'] as const)(
    'is high where both repeat themselves at the same places: %s',
    (by) => {
      const voice = repeating('a', 24);
      const [same, other] = [repeating('b', 24), repeating('b', 40)];
      expect(repetitionFit(voice, same, by)).toBeGreaterThan(0.6);
      expect(repetitionFit(voice, other, by)).toBeLessThan(0.3);
      expect(repetitionFit({ ...voice, from: 4 }, { ...same, from: 4 }, by)).toBeGreaterThan(0.5);
    },
  );

  it('is part of the merit of both kinds of pairs', () => {
    const voice = repeating('a', 24);
    for (const merit of [
      (b: PlacedStem) => harmonicMerit(voice, b)(0),
      (b: PlacedStem) => strokeMerit(voice, b),
    ])
      expect(merit(repeating('b', 24))).toBeGreaterThan(merit(repeating('b', 40)));
  });
});

it('is made once for a stem', () => {
  const { stem } = part('a');
  expect(fitStem(stem)).toBe(fitStem(stem));
});

describe('usual agreement', () => {
  /** Beats that all hold the chord of C, or chords of no key. */
  const chords = (name: string, hold: number): PlacedStem => {
    const { stem } = part(name);
    const chroma = stem.features.chroma.map((x, i) => x + ([0, 4, 7].includes(i % 12) ? hold : 0));
    return { stem: prepareStem({ ...stem.features, chroma }), shift: 0, from: 0 };
  };

  it('is more for a part that holds the notes of a key than for one that wanders, in whatever key', () => {
    const usual = (placed: PlacedStem) => fitStem(placed.stem).usual;
    expect(usual(chords('a', 2)).withHarmonies).toBeGreaterThan(usual(part('a')).withHarmonies + 0.1);
    expect(usual(chords('a', 2)).withVoices).toBeGreaterThan(usual(part('a')).withVoices + 0.1);
    expect(usual(part('a', { up: 5 })).withHarmonies).toBeCloseTo(usual(part('a')).withHarmonies, 5);
  });

  it('is no merit: it is the same at all shifts, and taken out', () => {
    const [voice, harmony] = [chords('a', 2), chords('b', 2)];
    const merit = harmonicMerit(voice, harmony);
    const taken = [-2, 0, 5].map((shift) => harmonicFit(voice, { ...harmony, shift }) - merit(shift));
    for (const each of taken) expect(each).toBeCloseTo(taken[0], 9);
    const { withHarmonies } = fitStem(voice.stem).usual;
    const repeated =
      repetitionWeights.notes * repetitionFit(voice, harmony, 'notes') +
      repetitionWeights.strokes * repetitionFit(voice, harmony, 'strokes');
    expect(taken[0] + repeated).toBeCloseTo(
      withHarmonies + fitStem(harmony.stem).usual.withVoices - usualOfAll,
      9,
    );
  });

  it('of strokes is what the panel’s drums would agree with', () => {
    const { stem } = part('a');
    // Quavers, as most drums play them.
    const onsets = Float32Array.from({ length: beats * 24 }, (_, i) => (i % 12 < 2 ? 1 : 0));
    const steady: PlacedStem = { ...part('a'), stem: prepareStem({ ...stem.features, onsets }) };
    expect(fitStem(steady.stem).usual.withDrums).toBeGreaterThan(0.5);
    const drums = part('c');
    expect(strokeMerit(steady, drums)).toBeCloseTo(
      onsetFit(steady, drums) -
        fitStem(steady.stem).usual.withDrums +
        repetitionWeights.withDrums * repetitionFit(steady, drums, 'strokes'),
      9,
    );
  });

  it('of a silent part is nothing', () => {
    const silent = prepareStem({
      ...{ beats, chroma: new Float32Array(beats * 12), onsets: new Float32Array(beats * 24) },
      bands: new Float32Array(beats * 3),
    });
    expect(fitStem(silent).usual).toEqual({ withHarmonies: 0, withVoices: 0, withDrums: 0 });
  });
});

it('triples weigh voice with harmony, voice with drums and harmony with drums', () => {
  const [vocal, harmonic, percussion] = ['a', 'b', 'c'].map((name) => part(name));
  const [[{ total, ...terms }]] = fitTriples(vocal, [harmonic], [percussion]);
  expect(terms).toEqual({
    harmonic: harmonicMerit(vocal, harmonic)(0),
    rhythmic: strokeMerit(vocal, percussion),
    groove: strokeMerit(harmonic, percussion),
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

it('harmony and drums that are both in half time are judged in beats of their own', () => {
  const [vocal, harmonic, percussion, own, drums] = ['a', 'b', 'c', 'd', 'e'].map((name) => part(name));
  const inHalf = (placed: PlacedStem, { stem }: PlacedStem): PlacedStem => ({
    ...placed,
    own: { stem, ratio: 2 },
  });
  const groove = (a: PlacedStem, b: PlacedStem): number => fitTriples(vocal, [a], [b])[0][0].groove;
  expect(groove(inHalf(harmonic, own), inHalf(percussion, drums))).toBe(strokeMerit(own, drums));
  expect(groove(inHalf(harmonic, own), percussion)).toBe(strokeMerit(harmonic, percussion));
  expect(groove(harmonic, inHalf(percussion, drums))).toBe(strokeMerit(harmonic, percussion));
});
