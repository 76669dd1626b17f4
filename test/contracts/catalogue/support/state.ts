import type { ClipStamp, SeedState } from '../../../../src/ports/seedState.js';
import type { IdPage } from '../../../../src/ports/catalogue.js';

/** Clips as they were when they had no digest. */
export const stamps = (...clipIds: readonly string[]): readonly ClipStamp[] =>
  clipIds.map((clipId) => ({ clipId, digest: '' }));

/** More than there are. */
export const first: IdPage = { limit: 99 };

/** A state of a seed, sampled and not cut. */
export const state = (seedClipId: string, more: Partial<SeedState> = {}): SeedState => ({
  seedClipId,
  digest: '',
  scorer: 'amu/1',
  order: 0,
  revision: 5,
  thresholds: { harmonic: 0.25, percussion: null },
  shortlist: stamps('z', 'a', 'm'),
  partners: 'abc',
  sampled: 1,
  cut: false,
  missed: false,
  best: 0.75,
  ...more,
});
