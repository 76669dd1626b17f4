import { describe, expect, it } from 'vitest';
import { topics, type ValueTopic } from '../../src/domain/topics.js';
import { clipOf } from '../support/clips.js';

const part = { clipId: 'c', trackId: 't', shift: 0, warp: true, stretch: 1, offset: 0 };
const recipe = {
  seedClipId: 'c',
  condition: 'matched',
  bars: 16,
  parts: ['vocal', 'harmonic', 'percussion'].map((role) => ({ ...part, role })),
};
/** One value of each topic as version 1 writes it. Whoever reads a log later must still read these. */
const values: Readonly<Record<ValueTopic, object>> = {
  tracks: { schema: 1, uri: '/a.mp3' },
  works: { schema: 1, trackId: 't' },
  clips: JSON.parse(JSON.stringify({ ...clipOf('c'), revision: 3 })) as object,
  rerank: { schema: 1, seedClipId: 'c', why: 'new-seed', revision: 3 },
  mashups: {
    schema: 1,
    seedClipId: 'c',
    seedTrackId: 't',
    scorer: { name: 'amu', version: '1' },
    revision: 3,
    runSeed: '1',
    mashups: [{ ...recipe, mashupId: 'm', score: 1.1, axes: { harmonic: 0.9 } }],
  },
  'training-samples': {
    schema: 1,
    sampleId: 's',
    ordinal: 0,
    label: 'unlabelled',
    recipe,
    runSeed: '1',
    featuresVersion: '1',
  },
  models: { schema: 1, terms: 'amu@1 [16,10,false,3,0.12]' },
  retrain: { schema: 1, name: 'dualnet', why: 'samples', asked: 1_700_000_000_000 },
};
const names = Object.keys(values) as ValueTopic[];
const reads = (topic: ValueTopic, value: unknown): boolean => topics[topic].schema.safeParse(value).success;

describe('topics', () => {
  it('are kept as the design says: what can be asked for again by key is compacted, what is data is not, work as long as it waits', () => {
    expect(Object.fromEntries(Object.entries(topics).map(([name, { kept }]) => [name, kept]))).toEqual({
      tracks: 'time',
      works: 'work',
      clips: 'compacted',
      rerank: 'compacted',
      mashups: 'compacted',
      'training-samples': 'time',
      models: 'compacted',
      retrain: 'compacted',
      'dead-letters': 'time',
    });
    expect(topics['dead-letters'].schema).toBeNull();
  });

  it.each(names)('%s: a value comes through as it is, unknown fields too', (topic) => {
    const value = { ...values[topic], tomorrow: { x: 1 } };
    expect(topics[topic].schema.parse(value)).toEqual(value);
  });

  it.each(names)('%s: another schema version is not read', (topic) => {
    expect(reads(topic, { ...values[topic], schema: 2 })).toBe(false);
    expect(reads(topic, { ...values[topic], schema: undefined })).toBe(false);
  });

  it.each(names.filter((name) => name !== 'tracks'))('%s: no field may be missing', (topic) => {
    // Of earlier versions.
    const optional = ['clips digest', 'clips revision', 'rerank revision'];
    for (const field of Object.keys(values[topic]).filter((name) => !optional.includes(`${topic} ${name}`))) {
      const left = Object.fromEntries(Object.entries(values[topic]).filter(([name]) => name !== field));
      expect(reads(topic, left), field).toBe(false);
    }
  });
});
