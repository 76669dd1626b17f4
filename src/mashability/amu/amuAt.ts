import { amuTerms, type AmuTerms } from './amuTerms.js';
import { chromaDot } from '../features/chromaDot.js';
import { cosine } from './cosine.js';
import { flatness } from './flatness.js';
import { onsetDot } from './onsetDot.js';
import type { Overlay } from './overlay.js';
import type { PreparedStem } from '../features/prepareStem.js';

/** AutoMashUpper's terms of two stems as they will sound: at one given shift and offset, nothing searched. */
export function amuAt(base: PreparedStem, candidate: PreparedStem, overlay: Overlay): AmuTerms {
  const { beats, baseFrom, candidateFrom } = overlay;
  const b = base.features;
  const c = candidate.features;
  const band = (i: 0 | 1 | 2): number =>
    base.bands[i](baseFrom, beats) + candidate.bands[i](candidateFrom, beats);
  return amuTerms(
    cosine(
      chromaDot(b.chroma, c.chroma, overlay),
      base.chromaEnergy(baseFrom, beats),
      candidate.chromaEnergy(candidateFrom, beats),
    ),
    cosine(
      onsetDot(b.onsets, c.onsets, overlay),
      base.onsetEnergy(baseFrom, beats),
      candidate.onsetEnergy(candidateFrom, beats),
    ),
    flatness(band(0), band(1), band(2)),
  );
}
