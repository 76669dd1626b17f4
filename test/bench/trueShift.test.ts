import { describe, expect, it } from 'vitest';
import { figureRows, judgementRows, judgementsOf } from '../../bench/trueShift/judgements.js';
import type { Trial } from '../../bench/trueShift/trials.js';
import { randomFrom } from '../../src/domain/random.js';
import { prepareStem, type PreparedStem } from '../../src/mashability/features/prepareStem.js';

const beats = 64;

/** A stem with two loud pitch classes a beat, by a name, `up` semitones higher. */
function stem(name: string, up: number): PreparedStem {
  const random = randomFrom('true shift', name);
  const chroma = new Float32Array(beats * 12);
  for (let beat = 0; beat < beats; beat += 1)
    for (const pitch of [random.int(12), random.int(12)]) chroma[beat * 12 + ((pitch + up + 12) % 12)] += 1;
  const onsets = new Float32Array(beats * 24).fill(1);
  return prepareStem({ beats, chroma, onsets, bands: new Float32Array(beats * 3).fill(1) });
}

/** A voice that sings its own chords, `up` semitones higher, and these chords `down`; the keys of both are heard, and that of the voice alone is not. */
function trial(song: string, up: number, down: number): Trial {
  const major = (tonic: number): { readonly key: { readonly tonic: number; readonly mode: 'major' } } => ({
    key: { tonic: (tonic + 24) % 12, mode: 'major' },
  });
  return {
    song,
    truth: ((up - down + 18) % 12) - 6,
    voice: stem(song, up),
    harmony: stem(song, down),
    keys: { song: major(up), voiceAlone: major(up + 1), harmony: major(down) },
  };
}

const trials = [trial('a', 0, 4), trial('a', 3, -4), trial('b', -6, 5)];

describe('judgementsOf', () => {
  const found = (rule: string): readonly { readonly first: number; readonly area: number }[] =>
    judgementsOf(trials).find((judgement) => judgement.rule === rule)?.found ?? [];

  it('finds the shift that brings the harmony back, whichever part was moved, by ear and by right labels', () => {
    for (const rule of [
      'fit, by ear alone',
      'fit with keys, as in rankings',
      'AMU, harmonic term',
      'key labels',
    ])
      expect(found(rule)).toMatchObject(trials.map(() => ({ first: 1, area: 1 })));
  });

  it('says so when a label is wrong: one of eleven is taken for better, the others are alike', () => {
    for (const { first, area } of found('key labels, the voice heard alone')) {
      expect(first).toBe(0);
      expect(area).toBeCloseTo(5 / 11, 9);
    }
  });
});

it('rows tell every rule, and by how much ours are better than the others on the same trials', () => {
  const rows = judgementRows(judgementsOf(trials));
  expect(rows).toHaveLength(2 * (5 + 2 * 3));
  const less = rows.find(({ name }) =>
    name.startsWith('fit, by ear alone, less key labels, the voice heard alone: true shift first'),
  );
  expect(less).toMatchObject({ value: 1 });
});

it('figures are paired trial by trial', () => {
  const [ear, , , , alone] = judgementsOf(trials);
  const [first, area] = figureRows('paired', ear.found, alone.found);
  expect(first).toEqual({ name: 'paired: true shift first [1.000, 1.000] of 3', value: 1, unit: '' });
  expect(area.value).toBeCloseTo(6 / 11, 9);
});
