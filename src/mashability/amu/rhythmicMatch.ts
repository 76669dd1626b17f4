import { cosine } from './cosine.js';
import { crossCorrelator } from './crossCorrelator.js';
import { offsetsOf } from './offsetsOf.js';
import { onsetDot } from './onsetDot.js';
import type { PreparedStem } from '../features/prepareStem.js';

const subdivisions = 12;
/** As in harmonicMatch: nearly silent windows are computed plainly. */
const thin = 1e-8;

/**
 * Rhythmic match M_R(k) (Davies et al. 2014): cosine of the kick and snare onset strengths of the base and of each window of
 * the candidate; [offsets].
 */
export function rhythmicMatch(base: PreparedStem, candidate: PreparedStem): Float64Array {
  const offsets = offsetsOf(base, candidate);
  const values = new Float64Array(offsets);
  const correlator = crossCorrelator(candidate.beats);
  const [b, c] = [base, candidate].map((stem) => stem.spectra(correlator.size).onsets);
  const sums = correlator.sum(b, c, 0, subdivisions);
  const baseEnergy = base.onsetEnergy(0, base.beats);
  const trust = thin * candidate.onsetEnergy(0, candidate.beats);
  for (let k = 0; k < offsets; k++) {
    const energy = candidate.onsetEnergy(k, base.beats);
    const overlay = { beats: base.beats, baseFrom: 0, candidateFrom: k };
    const dot =
      energy < trust ? onsetDot(base.features.onsets, candidate.features.onsets, overlay) : sums[2 * k];
    values[k] = cosine(dot, baseEnergy, energy);
  }
  return values;
}
