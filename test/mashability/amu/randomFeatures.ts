import type { Random } from '../../../src/domain/random.js';
import type { RuleFeatures } from '../../../src/mashability/features/ruleFeatures.js';

const noise = (random: Random, length: number): Float32Array =>
  Float32Array.from({ length }, () => random.next());

/** Features of `beats` beats, all values uniform in [0, 1). */
export const randomFeatures = (random: Random, beats: number): RuleFeatures => ({
  beats,
  chroma: noise(random, beats * 12),
  onsets: noise(random, beats * 24),
  bands: noise(random, beats * 3),
});
