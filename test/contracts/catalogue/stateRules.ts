import { expect } from 'vitest';
import type { Catalogue } from '../../../src/ports/catalogue.js';
import { clipOf } from '../../support/clips.js';
import type { Fixture, Rule } from '../contract.js';
import { state } from './support/state.js';

/** The states of seeds: which one is kept. */
export const stateRules: Readonly<Record<string, Rule<Catalogue>>> = {
  'a state comes back as it was put': stateRoundTrip,
  'a state of the same scorer is kept unless an older revision': stateOrder,
  'a state of another scorer is always kept': stateOfOtherScorer,
  'a fresh state is kept only while no clip has come or gone since': freshState,
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
    sampled: false,
    cut: true,
  });
  expect(await catalogue.putSeedState(other)).toBe(true);
  expect(await catalogue.getSeedState('a')).toEqual(other);
}

async function stateOrder({ open }: Fixture<Catalogue>) {
  const catalogue = await open();
  await catalogue.putSeedState(state('a', { revision: 5 }));
  expect(await catalogue.putSeedState(state('a', { revision: 4, shortlist: ['x'] }))).toBe(false);
  expect(await catalogue.getSeedState('a')).toEqual(state('a', { revision: 5 }));
  expect(await catalogue.seedsHolding('x')).toEqual([]);
  expect(await catalogue.putSeedState(state('a', { revision: 5, shortlist: ['y'] }))).toBe(true);
  expect(await catalogue.seedsHolding('y')).toEqual(['a']);
  expect(await catalogue.putSeedState(state('a', { revision: 6 }))).toBe(true);
}

async function stateOfOtherScorer({ open }: Fixture<Catalogue>) {
  const catalogue = await open();
  await catalogue.putSeedState(state('a', { revision: 5 }));
  const lee = state('a', { scorer: 'lee/1', revision: 2 });
  expect(await catalogue.putSeedState(lee)).toBe(true);
  expect(await catalogue.getSeedState('a')).toEqual(lee);
}

async function freshState({ open, other }: Fixture<Catalogue>) {
  const [catalogue, theirs] = [await open(), await other()];
  const revision = await catalogue.putClip(clipOf('a'));
  expect(await catalogue.putFreshSeedState(state('a', { revision }))).toBe(true);
  expect(await catalogue.getSeedState('a')).toEqual(state('a', { revision }));
  const later = await theirs.putClip(clipOf('b'));
  expect(await catalogue.putFreshSeedState(state('a', { revision, sampled: false }))).toBe(false);
  expect(await catalogue.getSeedState('a')).toEqual(state('a', { revision }));
  expect(await catalogue.putFreshSeedState(state('a', { revision: later }))).toBe(true);
  await theirs.removeClip('b');
  expect(await catalogue.putFreshSeedState(state('a', { revision: later }))).toBe(false);
}

async function stateRemoved({ open }: Fixture<Catalogue>) {
  const catalogue = await open();
  await catalogue.putClip(clipOf('a'));
  await catalogue.putSeedState(state('a', { shortlist: ['b'] }));
  await catalogue.removeSeedState('a');
  await catalogue.removeSeedState('never was');
  expect(await catalogue.getSeedState('a')).toBeUndefined();
  expect(await catalogue.seedsHolding('b')).toEqual([]);
  expect(await catalogue.getClip('a')).toBeDefined();
}
