import { expect, it } from 'vitest';
import { panelOf, type PanelClip } from '../../scripts/fitPanel/panelOf.js';
import { prepareStem, type PreparedStem } from '../../src/mashability/features/prepareStem.js';
import { panel } from '../../src/mashability/fit/panel.js';

const beats = 16;

/** A part that holds pitch classes, and strokes on every beat. */
function holding(...pitches: readonly number[]): PreparedStem {
  const chroma = Float32Array.from({ length: beats * 12 }, (_, i) => (pitches.includes(i % 12) ? 1 : 0));
  const onsets = Float32Array.from({ length: beats * 24 }, (_, i) => (i % 24 === 0 ? 1 : 0));
  return prepareStem({ beats, chroma, onsets, bands: new Float32Array(beats * 3) });
}

const clip = (tonic: number, mode: 'major' | 'minor', up: number): PanelClip => ({
  key: { tonic, mode },
  vocal: holding((4 + up) % 12),
  harmonic: holding(up % 12, (7 + up) % 12),
  percussion: holding(0),
});

it('a panel holds what its clips have in common, as in C', () => {
  const one = panelOf([clip(0, 'major', 0)]);
  const same = panelOf([clip(0, 'major', 0), clip(2, 'major', 2), clip(11, 'minor', 2)]);
  expect(same).toEqual(one);
  expect(one.voice.indexOf(Math.max(...one.voice))).toBe(4);
  expect(one.harmony[0]).toBe(one.harmony[7]);
  expect(one.harmony[0]).toBeGreaterThan(0.5);
  expect(one.drums[0]).toBeGreaterThan(0.4);
  expect(one.drums[12]).toBe(one.drums[0]);
});

it('the panel that is used is of the shape that is made', () => {
  const { harmony, voice, drums } = panelOf([clip(0, 'major', 0)]);
  expect([panel.harmony.length, panel.voice.length, panel.drums.length]).toEqual([
    harmony.length,
    voice.length,
    drums.length,
  ]);
});
