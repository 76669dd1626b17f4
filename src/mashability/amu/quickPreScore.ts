import { amuAt } from './amuAt.js';
import type { PlacedStem } from '../features/placedStem.js';

/**
 * How well a part suits a vocal seed, before any triple is looked at: AutoMashUpper's terms of the pair as it will be rendered.
 * Drums have no key, and the little chroma they have would outweigh the rest, so percussion counts by rhythm and balance only.
 * Comparable within one seed and role. About 3 µs.
 */
export function quickPreScore(seed: PlacedStem, part: PlacedStem, role: 'harmonic' | 'percussion'): number {
  const terms = amuAt(seed.stem, part.stem, {
    beats: Math.min(seed.stem.beats - seed.from, part.stem.beats - part.from),
    shift: part.shift - seed.shift,
    baseFrom: seed.from,
    candidateFrom: part.from,
  });
  return role === 'harmonic' ? terms.total : terms.total - terms.harmonic;
}
