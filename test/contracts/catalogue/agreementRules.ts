import fc from 'fast-check';
import { expect } from 'vitest';
import type { Key } from '../../../src/domain/music/key.js';
import type { Catalogue, ClipQuery } from '../../../src/ports/catalogue.js';
import { clipOf } from '../../support/clips.js';
import type { Fixture, Rule } from '../contract.js';
import { ids } from './support/ids.js';
import { plainly } from './support/plainly.js';

/** Any query of any clips agrees with the rule of the port. */
export const agreementRules: Readonly<Record<string, Rule<Catalogue>>> = {
  'a query gives what the rule allows, nearest first': queryAsStated,
};

const anyKey: fc.Arbitrary<Key> = fc.record({
  tonic: fc.integer({ min: 0, max: 11 }),
  mode: fc.constantFrom('major' as const, 'minor' as const),
});

const anyBpm = fc.oneof(
  fc.constantFrom(60, 80, 96, 120, 144, 150),
  fc.double({ min: 50, max: 220, noNaN: true }),
);

const anyMeter = fc.constantFrom(3 as const, 4 as const, 6 as const);

const anyRole = fc.constantFrom('vocal' as const, 'harmonic' as const, 'percussion' as const);

const anyTrack = fc.constantFrom('t1', 't2', 't3');

const anyClips = fc.array(
  fc.record({
    key: anyKey,
    bpm: anyBpm,
    meter: fc.option(anyMeter),
    trackId: anyTrack,
    trusted: fc.boolean(),
    supplies: fc.record({ vocal: fc.boolean(), harmonic: fc.boolean(), percussion: fc.boolean() }),
  }),
  { minLength: 60, maxLength: 60 },
);

const anyQuery: fc.Arbitrary<ClipQuery> = fc.record(
  {
    supplies: anyRole,
    key: fc.record({ of: anyKey, semitones: fc.integer({ min: 0, max: 6 }) }),
    tempo: fc.record({ of: anyBpm, low: fc.constantFrom(0.5, 0.8, 1), high: fc.constantFrom(1, 1.2, 2) }),
    meter: anyMeter,
    trustedOnly: fc.boolean(),
    excludeTrackId: anyTrack,
    limit: fc.constantFrom(1, 5, 512),
  },
  { requiredKeys: ['supplies', 'trustedOnly', 'limit'] },
);

async function queryAsStated({ open, cases = 300 }: Fixture<Catalogue>) {
  const catalogue = await open();
  const [shapes] = fc.sample(anyClips, { numRuns: 1, seed: 3 });
  const clips = shapes.map(({ key, supplies, ...shape }, n) => ({
    ...clipOf(`clip ${n}`, { ...shape, ...key }),
    supplies,
  }));
  for (const clip of clips) await catalogue.putClip(clip);
  await fc.assert(
    fc.asyncProperty(anyQuery, async (query) => {
      expect(ids(await catalogue.queryClips(query))).toEqual(plainly(clips, query));
      const voices: ClipQuery = { ...query, supplies: 'vocal', limit: 512 };
      const reached = await catalogue.seedsInReach(voices, { limit: 512 });
      expect(reached.map(({ clip }) => clip.clipId).sort()).toEqual(plainly(clips, voices).sort());
    }),
    { numRuns: cases },
  );
}
