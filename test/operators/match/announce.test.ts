import { describe, expect, it } from 'vitest';
import type { Sample } from '../../../src/domain/sample.js';
import { announce, type Announced } from '../../../src/operators/match/announce.js';
import type { Sampled } from '../../../src/operators/match/collectSamples.js';
import { termsNow } from '../../../src/operators/match/matchOptions.js';
import { rememberSeed } from '../../../src/operators/match/rememberSeed.js';
import type { Output } from '../../../src/operators/stream/output.js';
import type { SeedState } from '../../../src/ports/catalogue.js';
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

const sampled = (revision: number, changes: Partial<Sampled> = {}): Sampled => ({
  kind: 'candidates',
  seed: clipOf('seed'),
  why: 'new-seed',
  revision,
  scorer: world().scorer,
  harmonic: { parts: [part('a'), part('b')], threshold: 0.7, cut: false },
  percussion: { parts: [part('b')], threshold: null, cut: true },
  sampled: false,
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
/** Does what follows once the ranking is durable; what is asked for in it. */
async function durable([value]: readonly Announced[]): Promise<readonly Output[]> {
  return (await through(rememberSeed(world()), value)).values[0].outputs;
}
const state = (): Promise<SeedState | undefined> => world().catalogue.getSeedState('seed');

describe('announce', () => {
  it('sends the samples, then the ranking, and remembers the seed only when that is durable', async () => {
    await world().enter({ seed: {} });
    const revision = await world().catalogue.revision();
    const value = sampled(revision, { samples: [sample('s1'), sample('s2')] });
    const leaving = await announced(value);
    const [{ outputs }] = leaving;
    expect(outputs.map(({ topic, key }) => [topic, key])).toEqual([
      ['training-samples', 's1'],
      ['training-samples', 's2'],
      ['mashups', 'seed'],
    ]);
    expect(outputs[2].value).toEqual(value.ranking);
    expect(await state()).toBeUndefined();
    expect(await durable(leaving)).toEqual([]);
    expect(await state()).toEqual({
      seedClipId: 'seed',
      scorer: termsNow(world()),
      revision,
      thresholds: { harmonic: 0.7, percussion: null },
      shortlist: ['a', 'b'],
      sampled: true,
      cut: true,
      best: null,
    });
  });

  it('asks for another ranking if a clip has come or gone meanwhile', async () => {
    await world().enter({ seed: {} });
    const leaving = await announced(sampled(await world().catalogue.revision()));
    await world().enter({ late: {} });
    const more = await durable(leaving);
    const revision = await world().catalogue.revision();
    expect(more).toMatchObject([{ topic: 'rerank', key: 'seed', value: { seedClipId: 'seed', revision } }]);
    expect((await state())?.revision).toBe(revision - 1);
  });

  it('remembers that samples have left before', async () => {
    await world().enter({ seed: {} });
    let revision = 5;
    for (const [before, samples, after] of [
      [false, [], false],
      [true, [], true],
      [false, [sample('s')], true],
    ] as const) {
      await durable(await announced(sampled((revision += 1), { sampled: before, samples })));
      expect((await state())?.sampled).toBe(after);
    }
  });

  it('is silent where the same or a newer ranking on the same terms was written, and only there', async () => {
    await world().enter({ seed: {} });
    const stored: SeedState = {
      seedClipId: 'seed',
      scorer: termsNow(world()),
      revision: 6,
      thresholds: { harmonic: null, percussion: null },
      shortlist: [],
      sampled: true,
      cut: false,
      best: null,
    };
    await world().catalogue.putSeedState(stored);
    expect(await announced(sampled(5, { samples: [sample('s')] }))).toEqual([]);
    expect(await announced(sampled(6))).toEqual([]);
    expect(await announced(sampled(6, { samples: [sample('s')] }))).toMatchObject([{ outputs: [{}, {}] }]);
    expect(await announced(sampled(7))).toHaveLength(1);
    await world().catalogue.putSeedState({ ...stored, scorer: 'other' });
    expect(await announced(sampled(5))).toHaveLength(1);
  });

  it('is silent about a seed that was removed meanwhile: its ranking was withdrawn', async () => {
    expect(await announced(sampled(5, { samples: [sample('s')] }))).toEqual([]);
  });
});
