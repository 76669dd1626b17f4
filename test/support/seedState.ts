import type { SeedState } from '../../src/ports/seedState.js';

/** What is remembered of a seed that was ranked first of all and found nobody. */
export const seedState = (seedClipId: string, changes: Partial<SeedState> = {}): SeedState => ({
  ...{ seedClipId, digest: '', scorer: '', order: 0, revision: 0 },
  thresholds: { harmonic: null, percussion: null },
  ...{ shortlist: [], partners: '', sampled: 0, cut: false, missed: false, best: null },
  ...changes,
});
