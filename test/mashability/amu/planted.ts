import { randomFrom } from '../../../src/domain/random.js';
import type { RuleFeatures } from '../../../src/mashability/features/ruleFeatures.js';
import { randomFeatures } from './randomFeatures.js';

/** A random base of 64 beats, and a random candidate of 128 with C[:, k0:k0+64] = roll(B, q) along pitch. */
export function planted(
  k0: number,
  q: number,
): { readonly base: RuleFeatures; readonly candidate: RuleFeatures } {
  const base = randomFeatures(randomFrom('base', `${k0} ${q}`), 64);
  const candidate = randomFeatures(randomFrom('candidate', `${k0} ${q}`), 128);
  for (let n = 0; n < 64; n++)
    for (let c = 0; c < 12; c++) candidate.chroma[(k0 + n) * 12 + ((c + q) % 12)] = base.chroma[n * 12 + c];
  return { base, candidate };
}
