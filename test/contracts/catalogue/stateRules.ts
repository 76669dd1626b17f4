import { expect } from 'vitest';
import type { Catalogue } from '../../../src/ports/catalogue.js';
import { clipOf } from '../../support/clips.js';
import type { Fixture, Rule } from '../contract.js';
import { first, stamps, state } from './support/state.js';

/** The states of seeds: which one is kept. */
export const stateRules: Readonly<Record<string, Rule<Catalogue>>> = {
  'a state comes back as it was put': stateRoundTrip,
  'a state of the same scorer is kept unless an older revision': stateOrder,
  'a state of another scorer is kept unless that is of older terms': stateOfOtherScorer,
  'of states that come at one time the newest stays': statesAtOnce,
  'a state can be forgotten': stateRemoved,
};

async function stateRoundTrip({ open }: Fixture<Catalogue>) {
  const catalogue = await open();
  expect(await catalogue.putSeedState(state('a'))).toBe(true);
  expect(await catalogue.getSeedState('a')).toEqual(state('a'));
  const other = state('a', {
    revision: 6,
    thresholds: { harmonic: null, percussion: -1.5 },
    shortlist: [],
    digest: 'd',
    order: 2,
    partners: '',
    sampled: 0,
    cut: true,
    missed: true,
  });
  expect(await catalogue.putSeedState(other)).toBe(true);
  expect(await catalogue.getSeedState('a')).toEqual(other);
}

async function stateOrder({ open }: Fixture<Catalogue>) {
  const catalogue = await open();
  await catalogue.putSeedState(state('a', { revision: 5 }));
  expect(await catalogue.putSeedState(state('a', { revision: 4, shortlist: stamps('x') }))).toBe(false);
  expect(await catalogue.getSeedState('a')).toEqual(state('a', { revision: 5 }));
  expect(await catalogue.seedsHolding('x', first)).toEqual([]);
  expect(await catalogue.putSeedState(state('a', { revision: 5, shortlist: stamps('y') }))).toBe(true);
  expect(await catalogue.seedsHolding('y', first)).toEqual(['a']);
  expect(await catalogue.putSeedState(state('a', { revision: 6 }))).toBe(true);
}

async function stateOfOtherScorer({ open, other }: Fixture<Catalogue>) {
  const [catalogue, theirs] = [await open(), await other()];
  await catalogue.putSeedState(state('a', { revision: 5, order: 3 }));
  const lee = state('a', { scorer: 'lee/1', revision: 2, order: 4 });
  expect(await theirs.putSeedState(lee)).toBe(true);
  expect(await catalogue.getSeedState('a')).toEqual(lee);
  expect(await catalogue.putSeedState(state('a', { revision: 9, order: 3 }))).toBe(false);
  expect(await theirs.getSeedState('a')).toEqual(lee);
  // The same terms put in force once more.
  expect(await catalogue.putSeedState(state('a', { revision: 1, order: 5 }))).toBe(true);
  const again = state('a', { revision: 2, order: 7 });
  expect(await catalogue.putSeedState(again)).toBe(true);
  expect(await theirs.getSeedState('a')).toEqual(again);
}

async function statesAtOnce({ open }: Fixture<Catalogue>) {
  const catalogue = await open();
  const revisions = [3, 9, 1, 7, 5];
  const kept = await Promise.all(
    revisions.map((revision) => catalogue.putSeedState(state('new', { revision }))),
  );
  expect((await catalogue.getSeedState('new'))?.revision).toBe(9);
  expect(kept[revisions.indexOf(9)]).toBe(true);
}

async function stateRemoved({ open }: Fixture<Catalogue>) {
  const catalogue = await open();
  await catalogue.putClip(clipOf('a'));
  await catalogue.putSeedState(state('a', { shortlist: stamps('b') }));
  await catalogue.removeSeedState('a');
  await catalogue.removeSeedState('never was');
  expect(await catalogue.getSeedState('a')).toBeUndefined();
  expect(await catalogue.seedsHolding('b', first)).toEqual([]);
  expect(await catalogue.getClip('a')).toBeDefined();
}
