import { chromaDot } from '../features/chromaDot.js';
import { cosine } from './cosine.js';
import { crossCorrelator } from './crossCorrelator.js';
import { offsetsOf } from './offsetsOf.js';
import type { PreparedStem } from '../features/prepareStem.js';

/** For each beat offset k the best M_H(p, k) over all shifts, and that shift in semitones (−6 … +5, positive up). */
export interface HarmonicMatch {
  readonly values: Float64Array;
  readonly shifts: Int8Array;
}

const bins = 7;
/** Smallest shifts first, so that they win where several fit equally well. */
const order = [0, 1, -1, 2, -2, 3, -3, 4, -4, 5, -5, -6] as const;
const tie = 1e-12;
/** A window with less than this share of the candidate's energy is computed plainly: the transform's rounding would show. */
const thin = 1e-8;

const wave = order.map((shift) =>
  Float64Array.from({ length: 10 }, (_, i) => {
    const angle = (2 * Math.PI * shift * ((i >> 1) + 1)) / 12;
    return (i % 2 === 0 ? Math.cos(angle) : Math.sin(angle)) / 6;
  }),
);

/** Correlations along time of the pitch transforms: [offsets, 12], in each row bin 0, bin 6, then re and im of bins 1 … 5. */
function pitchCorrelations(base: PreparedStem, candidate: PreparedStem, offsets: number): Float64Array {
  const correlator = crossCorrelator(candidate.beats);
  const b = base.spectra(correlator.size).pitch;
  const c = candidate.spectra(correlator.size).pitch;
  const rows = new Float64Array(offsets * 12);
  for (let bin = 0; bin < bins - 1; bin++) {
    const row = bin === 0 ? correlator.pair(b, c, 0, bins - 1) : correlator.sum(b, c, bin, bin + 1);
    for (let k = 0; k < offsets; k++) {
      rows[k * 12 + 2 * bin] = row[2 * k];
      rows[k * 12 + 2 * bin + 1] = row[2 * k + 1];
    }
  }
  return rows;
}

/** The inverse of the 12-point transform at one shift. */
function dotFromBins(rows: Float64Array, k: number, index: number): number {
  const at = k * 12;
  const w = wave[index];
  const sign = order[index] % 2 === 0 ? 1 : -1;
  let sum = (rows[at] + sign * rows[at + 1]) / 12;
  for (let i = 0; i < 10; i++) sum += rows[at + 2 + i] * w[i];
  return sum;
}

/**
 * Harmonic match of a base section (N beats) with every window of N beats of a candidate (Davies et al. 2014, eq. M_H): the
 * Frobenius cosine of the chromas, normalised by the window, over 12 shifts of the candidate.
 */
export function harmonicMatch(base: PreparedStem, candidate: PreparedStem): HarmonicMatch {
  const offsets = offsetsOf(base, candidate);
  const values = new Float64Array(offsets);
  const shifts = new Int8Array(offsets);
  const rows = pitchCorrelations(base, candidate, offsets);
  const baseEnergy = base.chromaEnergy(0, base.beats);
  const trust = thin * candidate.chromaEnergy(0, candidate.beats);
  for (let k = 0; k < offsets; k++) {
    const energy = candidate.chromaEnergy(k, base.beats);
    const scale = cosine(1, baseEnergy, energy);
    const plain = (shift: number): number =>
      chromaDot(base.features.chroma, candidate.features.chroma, {
        beats: base.beats,
        shift,
        baseFrom: 0,
        candidateFrom: k,
      });
    let best = -Infinity;
    for (let i = 0; i < 12; i++) {
      const dot = energy < trust ? plain(order[i]) : dotFromBins(rows, k, i);
      const value = dot * scale;
      if (value <= best + tie) continue;
      best = value;
      shifts[k] = order[i];
    }
    values[k] = best;
  }
  return { values, shifts };
}
