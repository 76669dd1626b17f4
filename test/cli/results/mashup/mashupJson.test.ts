import { expect, it } from 'vitest';
import { mashupJson } from '../../../../src/cli/results/mashup/mashupJson.js';
import type { Part } from '../../../../src/domain/mashup.js';
import type { Rendered } from '../../../../src/operators/render/renderRecipe.js';
import { clipOf } from '../../../support/clips.js';

const part = (role: Part['role'], clipId: string, changes: Partial<Part> = {}): Part => ({
  ...{ role, clipId, trackId: `track-${clipId}`, shift: 0, warp: role !== 'vocal', stretch: 1, offset: 0 },
  ...changes,
});
const quality = { sungShare: 0.75, leak: -21.5, drumAgreement: 0.1, range: { low: 52, high: 67.5 } };
const vocal = {
  ...clipOf('v', { bpm: 120, tonic: 9, mode: 'minor' as const, title: 'Voice', artist: 'Ann' }),
  region: { start: 60, duration: 40 },
  voice: { ...quality, sung: [[1, 4] as [number, number]] },
};
const harmonic = clipOf('h', { bpm: 100, tonic: 0, title: 'Band' });
const rendered: Rendered = {
  files: { mix: 'mix.flac', vocal: 'vocal.flac' },
  mix: { loudness: -14, truePeak: -1, limited: 0, quieter: false, gains: { vocal: 4.2 } },
  clips: { vocal, harmonic },
  duration: 32.33,
  firstDownbeat: 0.03,
};
const mashup = {
  ...{
    mashupId: 'm',
    seedClipId: 'v',
    condition: 'matched' as const,
    bars: 2,
    score: 1.1,
    axes: { harmonic: 0.9 },
  },
  parts: [part('vocal', 'v'), part('harmonic', 'h', { shift: -3, stretch: 1.2, offset: 0.25 })],
};

it('mashup.json tells what it is made of, where in the songs, and how to make it again', () => {
  const facts = mashupJson({ mashup, rendered, scorer: { name: 'amu', version: '1' }, runSeed: '7' });
  expect(JSON.parse(JSON.stringify(facts))).toEqual({
    ...{
      schema: 1,
      mashupId: 'm',
      seedClipId: 'v',
      condition: 'matched',
      bars: 2,
      bpm: 120,
      meter: 4,
      score: 1.1,
    },
    key: { name: 'A minor', camelot: '8A' },
    axes: { harmonic: 0.9 },
    scorer: { name: 'amu', version: '1' },
    seed: '7',
    parts: [
      {
        role: 'vocal',
        source: { uri: '/music/v.ogg', artist: 'Ann', title: 'Voice' },
        // The region begins at 60 s, its first beat a second later; two bars of four at 120 bpm are 4 s.
        from: { start: 61, end: 65, bars: 2 },
        ...{ key: 'A minor', bpm: 120, shift: 0, stretch: 1, warp: false, offset: 0 },
        vocalActivity: vocal.vocalActivity,
        ...{ clipId: 'v', trackId: 'track-v', separator: { name: 'test', licence: 'none' } },
        voice: { ...quality, gain: 4.2 },
      },
      {
        role: 'harmonic',
        source: { uri: '/music/h.ogg', title: 'Band' },
        from: { start: 1, end: 5.8, bars: 2 },
        ...{ key: 'C major', bpm: 100, shift: -3, stretch: 1.2, warp: true, offset: 0.25 },
        ...{ clipId: 'h', trackId: 'track-h', separator: { name: 'test', licence: 'none' } },
      },
    ],
    files: rendered.files,
    ...{ duration: 32.33, firstDownbeat: 0.03, mix: rendered.mix },
    // Two bars of two seconds: where each begins, and where the last one ends.
    downbeats: [0.03, 2.03, 4.03],
  });
});

it('says what the mix leaves out', () => {
  const facts = mashupJson({ mashup, rendered, muted: ['vocal'], runSeed: '7' });
  expect(JSON.parse(JSON.stringify(facts))).toMatchObject({ muted: ['vocal'] });
});

it('a training sample says which it is, without a score', () => {
  const { seedClipId, condition, bars, parts } = mashup;
  const recipe = { seedClipId, condition, bars, parts };
  const sample = { sampleId: 's', label: 'negative' };
  const facts = mashupJson({ mashup: recipe, rendered, sample, runSeed: '7' });
  expect(JSON.parse(JSON.stringify(facts))).toMatchObject(sample);
  expect(JSON.parse(JSON.stringify(facts))).not.toHaveProperty('score');
});

it('of a part at its own speed, tells what is heard of it while the bars of the voice last', () => {
  const parts = [part('vocal', 'v'), part('harmonic', 'h', { warp: false, offset: 0.25 })];
  const facts = mashupJson({ mashup: { ...mashup, parts }, rendered, runSeed: '7' });
  // Two bars at 120 bpm; it comes in a quarter of a second late.
  expect(facts).toMatchObject({
    parts: [{ from: { start: 61, end: 65 } }, { from: { start: 1, end: 4.75 } }],
  });
});
