import { amu } from './amu.js';
import type { AmuTerms } from './amuTerms.js';
import { amuTriples } from './amuTriples.js';
import { meanTerms } from './meanTerms.js';
import type { PlacedStem } from '../features/placedStem.js';

export interface Triple {
  readonly vocal: PlacedStem;
  readonly harmonic: PlacedStem;
  readonly percussion: PlacedStem;
}

/** fixed: as it will be rendered. paper: each pair at its own best shift and offset, which no one mashup can have together. */
export type TripleMode = 'fixed' | 'paper';

/**
 * AutoMashUpper for three stems: the mean of the three pairs. `fixed` scores all pairs at the triple's own shifts (percussion's is
 * 0) and places; `paper` keeps the free maxima of Huang et al. 2021: the first stem of a pair (vocal before harmonic before
 * percussion) is the base, cut to the beats of the shortest of the three; shifts and places are not looked at.
 */
export function amuTriple({ vocal, harmonic, percussion }: Triple, mode: TripleMode): AmuTerms {
  if (mode === 'fixed') return amuTriples(vocal, [harmonic], [percussion])[0][0];
  const [v, h, p] = [vocal, harmonic, percussion].map(({ stem }) => stem);
  const beats = Math.min(v.beats, h.beats, p.beats);
  return meanTerms([amu(v.first(beats), h), amu(v.first(beats), p), amu(h.first(beats), p)]);
}
