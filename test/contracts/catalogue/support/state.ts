import type { SeedState } from '../../../../src/ports/catalogue.js';

/** A state of a seed, sampled and not cut. */
export const state = (seedClipId: string, more: Partial<SeedState> = {}): SeedState => ({
  seedClipId,
  scorer: 'amu/1',
  revision: 5,
  thresholds: { harmonic: 0.25, percussion: null },
  shortlist: ['z', 'a', 'm'],
  sampled: true,
  cut: false,
  best: 0.75,
  ...more,
});
