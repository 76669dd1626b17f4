import { amuAt } from './amuAt.js';
import type { AmuTerms } from './amuTerms.js';
import { meanTerms } from './meanTerms.js';
import type { PlacedStem } from '../features/placedStem.js';

const lengthOf = ({ stem, from }: PlacedStem): number => stem.beats - from;

const pair = (base: PlacedStem, candidate: PlacedStem, beats: number): AmuTerms =>
  amuAt(base.stem, candidate.stem, {
    beats,
    shift: candidate.shift - base.shift,
    baseFrom: base.from,
    candidateFrom: candidate.from,
  });

/** Remembers a vocal's pairs with each of `parts` for each length asked. */
function vocalPairs(
  vocal: PlacedStem,
  parts: readonly PlacedStem[],
): (index: number, beats: number) => AmuTerms {
  const known = parts.map(() => new Map<number, AmuTerms>());
  return (index, beats) => {
    const old = known[index].get(beats);
    if (old) return old;
    const terms = pair(vocal, parts[index], beats);
    known[index].set(beats, terms);
    return terms;
  };
}

/**
 * AutoMashUpper for every triple of a vocal with `harmonics` and `percussions`, as they will be rendered: all three pairs at the
 * parts' own shifts and places, over the beats of the shortest; mean of the pairs. Row by row, [harmonics][percussions].
 */
export function amuTriples(
  vocal: PlacedStem,
  harmonics: readonly PlacedStem[],
  percussions: readonly PlacedStem[],
): readonly (readonly AmuTerms[])[] {
  const withHarmonic = vocalPairs(vocal, harmonics);
  const withPercussion = vocalPairs(vocal, percussions);
  return harmonics.map((harmonic, h) =>
    percussions.map((percussion, p) => {
      const beats = Math.min(lengthOf(vocal), lengthOf(harmonic), lengthOf(percussion));
      return meanTerms([withHarmonic(h, beats), withPercussion(p, beats), pair(harmonic, percussion, beats)]);
    }),
  );
}
