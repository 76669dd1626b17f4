import type { RuleFeatures } from '../features/ruleFeatures.js';

/** The first `beats` rows of the features (views, not copies). */
export const firstBeats = (features: RuleFeatures, beats: number): RuleFeatures => ({
  beats,
  chroma: features.chroma.subarray(0, beats * 12),
  onsets: features.onsets.subarray(0, beats * 24),
  bands: features.bands.subarray(0, beats * 3),
});
