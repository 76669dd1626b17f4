import type { Bpm } from '../../domain/units.js';
import { lee, type LeeTerms } from './lee.js';
import { leeStem } from './leeStem.js';
import type { PlacedStem } from '../features/placedStem.js';

/** A part with its own tempo, before it is stretched. */
export interface LeePart extends PlacedStem {
  readonly bpm: Bpm;
}
export interface LeeTripleParts {
  readonly vocal: LeePart;
  readonly harmonic: LeePart;
  readonly percussion: LeePart;
}

/** Chroma of a part as it sounds: shifted, from its own first beat, `beats` long. */
function heard({ stem, shift, from }: LeePart, beats: number): Float32Array {
  const up = ((shift % 12) + 12) % 12;
  const { chroma } = stem.features;
  return Float32Array.from(
    { length: beats * 12 },
    (_, i) => chroma[(from + Math.floor(i / 12)) * 12 + ((i - up + 12) % 12)],
  );
}

/**
 * Lee's rule for three stems as they will be rendered. The vocal is the lead, harmonic and percussion together (their chromas
 * added) the background, over the beats of the shortest. The tempo term is the mean of the two parts'. Ours: the publication
 * knows two parts only.
 */
export function leeTriple({ vocal, harmonic, percussion }: LeeTripleParts): LeeTerms {
  const beats = Math.min(...[vocal, harmonic, percussion].map(({ stem, from }) => stem.beats - from));
  const drums = heard(percussion, beats);
  const chroma = heard(harmonic, beats).map((x, i) => x + drums[i]);
  const lead = leeStem({ chroma: heard(vocal, beats) }, beats, vocal.bpm);
  const [a, b] = [harmonic, percussion].map(({ bpm }) =>
    lee(leeStem({ chroma }, beats, bpm), lead, { shift: 0 }),
  );
  const tempo = (a.tempo + b.tempo) / 2;
  return { ...a, tempo, total: a.harmonic * a.texture + tempo };
}
