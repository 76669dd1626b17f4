import { describe, expect, it } from 'vitest';
import type { Sample } from '../../../src/domain/learning/sample.js';
import { announce, type Announced } from '../../../src/operators/match/announce.js';
import type { Sampled } from '../../../src/operators/match/collectSamples.js';
import { termsNow } from '../../../src/operators/match/matchOptions.js';
import type { SeedState } from '../../../src/ports/seedState.js';
import { seedState } from '../../support/seedState.js';
import { clipOf } from '../../support/clips.js';
import { matchWorld } from '../../support/matchWorld.js';
import { through } from '../../support/through.js';

const world = matchWorld();
const sample = (sampleId: string): Sample => ({
  schema: 1,
  sampleId,
  ordinal: 0,
  label: 'positive',
  recipe: { seedClipId: 'seed', condition: 'original', bars: 16, parts: [] },
  runSeed: '1',
  featuresVersion: 'test',
});

const part = (clipId: string) => ({ clip: clipOf(clipId), shift: 0 });

const seen: Sampled['seen'] = { harmonic: [], percussion: [] };

const sampled = (revision: number, changes: Partial<Sampled> = {}): Sampled => ({
  kind: 'candidates',
  seed: clipOf('seed'),
  seen,
  why: 'new-seed',
  revision,
  scorer: world().scorer,
  harmonic: { parts: [part('a'), part('b')], threshold: 0.7, cut: false },
  percussion: { parts: [part('b')], threshold: null, cut: true },
  sampled: 0,
  triples: [],
  samples: [],
  ranking: {
    schema: 1,
    seedClipId: 'seed',
    seedTrackId: 'track-seed',
    scorer: { name: 'worth', version: '1' },
    revision,
    runSeed: '1',
    mashups: [],
  },
  ...changes,
});

async function announced(value: Sampled): Promise<readonly Announced[]> {
  const { values, errors } = await through(announce(world()), value);
  if (errors.length > 0) throw errors[0];
  return values;
}
const state = (): Promise<SeedState | undefined> => world().catalogue.getSeedState('seed');

describe('announce', () => {
  it('sends the samples, then the ranking', async () => {
    await world().enter({ seed: {} });
    const value = sampled(4, { samples: [sample('s1'), sample('s2')] });
    const [{ outputs }] = await announced(value);
    expect(outputs.map(({ topic, key }) => [topic, key])).toEqual([
      ['training-samples', 's1'],
      ['training-samples', 's2'],
      ['mashups', 'seed'],
    ]);
    expect(outputs[2].value).toEqual(value.ranking);
    expect(await state()).toBeUndefined();
  });

  it('is silent where the same or a newer ranking on the same terms was written, and only there', async () => {
    await world().enter({ seed: {} });
    const stored = seedState('seed', { scorer: termsNow(world()), revision: 6, sampled: 1 });
    await world().catalogue.putSeedState(stored);
    expect(await announced(sampled(5, { samples: [sample('s')] }))).toEqual([]);
    expect(await announced(sampled(6))).toEqual([]);
    expect(await announced(sampled(6, { samples: [sample('s')] }))).toMatchObject([{ outputs: [{}, {}] }]);
    expect(await announced(sampled(7))).toHaveLength(1);
    await world().catalogue.putSeedState({ ...stored, scorer: 'other' });
    expect(await announced(sampled(5))).toHaveLength(1);
    await world().catalogue.putSeedState({ ...stored, scorer: 'newer', order: 1 });
    expect(await announced(sampled(9))).toEqual([]);
  });

  it('is silent about a seed that was removed meanwhile: its ranking was withdrawn', async () => {
    expect(await announced(sampled(5, { samples: [sample('s')] }))).toEqual([]);
  });
});
