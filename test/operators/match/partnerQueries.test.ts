import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyFits, methodRule, searchRule, tempoFits } from '../../../src/mashability/conditions/matchRule.js';
import { askedAll } from '../../../src/operators/match/askedAll.js';
import { partnersOf, seedsFor } from '../../../src/operators/match/partnerQueries.js';
import { clipOf, type ClipShape } from '../../support/clips.js';
import { matchWorld } from '../../support/matchWorld.js';

const rule = { useDoubtful: false, rule: methodRule };
const seed = clipOf('seed', { bpm: 120, tonic: 2, mode: 'minor', trackId: 't', meter: 3 });
const shapes: fc.Arbitrary<ClipShape> = fc.record({
  // Whole ratios of 120 among them: the edges of the rule. The others lie on no edge by a last bit, by which seeds are asked about rather than left out.
  bpm: fc.oneof(
    fc.constantFrom(100, 150, 120, 144, 96, 60, 72, 75, 192),
    fc.double({ min: 60.5, max: 200.5, noNaN: true }),
  ),
  tonic: fc.nat(11),
  mode: fc.constantFrom('major', 'minor'),
  meter: fc.constantFrom(3, 4, null),
  trusted: fc.boolean(),
});

describe('partnersOf', () => {
  it('asks for the rule of matched mashups: tempo for both parts, key for the harmonic one', () => {
    expect(partnersOf(seed, 'harmonic', rule)).toEqual([
      {
        supplies: 'harmonic',
        tempo: { of: 120, low: 0.8, high: 1.2 },
        key: { of: { tonic: 2, mode: 'minor' }, semitones: 3 },
        meter: 3,
        trustedOnly: true,
        excludeTrackId: 't',
        limit: 512,
      },
    ]);
    expect(partnersOf(seed, 'percussion', rule)[0]).not.toHaveProperty('key');
    expect(partnersOf(seed, 'percussion', { ...rule, useDoubtful: true })[0].trustedOnly).toBe(false);
  });

  it('asks for parts in half and double time as well in a search', () => {
    const search = { useDoubtful: false, rule: searchRule({ maxShift: 3, maxStretch: 0.12 }) };
    expect(partnersOf(seed, 'percussion', search).map(({ tempo }) => tempo?.of)).toEqual([120, 240, 60]);
    expect(seedsFor(seed, 'percussion', search).map(({ tempo }) => tempo?.of)).toEqual([120, 60, 240]);
  });
});

describe('seedsFor', () => {
  it('asks for voices of other songs in any key', () => {
    expect(seedsFor(seed, 'percussion', rule)[0]).not.toHaveProperty('key');
    expect(seedsFor(seed, 'percussion', rule)[0]).toMatchObject({ excludeTrackId: 't' });
  });
});

describe('both, on a catalogue', () => {
  const world = matchWorld();

  it('find the same pairs from either side, and those are the pairs that the rules of drawing allow', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(shapes, { minLength: 2, maxLength: 8 }),
        fc.constantFrom('harmonic' as const, 'percussion' as const),
        fc.constantFrom(rule, { ...rule, rule: { ...methodRule, octaves: true } }),
        async (all, role, asked) => {
          const { catalogue } = world();
          for (const { clipId } of await catalogue.scanClips('', 100)) await catalogue.removeClip(clipId);
          const clips = await world().enter(Object.fromEntries(all.map((shape, i) => [`c${i}`, shape])));
          const forward: string[] = [];
          const backward: string[] = [];
          const allowed: string[] = [];
          for (const a of clips) {
            if (a.grid.meter === null) continue;
            for (const b of await askedAll(partnersOf(a, role, asked), (query) =>
              catalogue.queryClips(query),
            ))
              if (a.trusted) forward.push(`${a.clipId} ${b.clipId}`);
            for (const back of a.trusted ? seedsFor(a, role, asked) : [])
              for (const { clip } of await catalogue.seedsInReach(back, { limit: 100 }))
                backward.push(`${clip.clipId} ${a.clipId}`);
            for (const b of clips)
              if (
                a !== b &&
                a.trusted &&
                b.trusted &&
                a.grid.meter === b.grid.meter &&
                tempoFits(asked.rule, a.grid.bpm, b.grid.bpm) &&
                (role === 'percussion' || keyFits(asked.rule, a.key, b.key))
              )
                allowed.push(`${a.clipId} ${b.clipId}`);
          }
          expect(backward.sort()).toEqual(forward.sort());
          expect(forward.sort()).toEqual(allowed.sort());
        },
      ),
      { numRuns: 40 },
    );
  });
});
