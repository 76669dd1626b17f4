import { expect, test } from 'vitest';
import { exampleBatches } from '../../../src/model/training/exampleBatches.js';
import { judgedClips } from '../../../src/model/training/judgedClips.js';
import { mixClips } from '../../support/mixClips.js';

const clips = mixClips({ songs: 14, frames: 32 });

test('examples of each class are as many, and the same whenever they are drawn', () => {
  const batches = exampleBatches(clips, 'seed');
  const examples = batches.flatMap((batch) => batch.examples);
  const count = (wanted: string) => examples.filter(({ label }) => label === wanted).length;
  expect(count('positive')).toBeGreaterThan(16);
  expect([count('unlabelled'), count('negative')]).toEqual([count('positive'), count('positive')]);
  for (const { label, kind } of examples) expect(kind !== undefined).toBe(label === 'negative');
  const triples = (seed: string) => exampleBatches(clips, seed).map((batch) => batch.examples);
  expect(triples('seed')).toEqual(batches.map((batch) => batch.examples));
  expect(triples('other')).not.toEqual(batches.map((batch) => batch.examples));
});

test('of many clips some are judged, from all over', () => {
  const many = Array.from({ length: 100 }, (_, at) => clips[at % clips.length]);
  expect(judgedClips(clips, 'premixnet')).toEqual(clips);
  expect(judgedClips(many, 'premixnet')).toHaveLength(32);
  expect(judgedClips(clips, 'postmixnet')).toHaveLength(12);
});
