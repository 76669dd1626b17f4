import type { RuleFeatures } from '../src/mashability/features/ruleFeatures.js';

export interface PlainAmu {
  readonly harmonic: Float64Array;
  readonly shifts: Int8Array;
  readonly rhythmic: Float64Array;
  readonly spectral: Float64Array;
  readonly total: Float64Array;
  readonly offset: number;
}

const shifts = [0, 1, -1, 2, -2, 3, -3, 4, -4, 5, -5, -6];

/** M_H(p, k), pitch rolled as numpy.roll does: row i moves to row i + p. */
function harmonicAt(base: RuleFeatures, candidate: RuleFeatures, p: number, k: number): number {
  let [dot, b2, c2] = [0, 0, 0];
  for (let n = 0; n < base.beats; n++) {
    for (let pitch = 0; pitch < 12; pitch++) {
      const b = base.chroma[n * 12 + pitch];
      const c = candidate.chroma[(k + n) * 12 + ((pitch - p + 12) % 12)];
      dot += b * c;
      b2 += b * b;
      c2 += c * c;
    }
  }
  return b2 > 0 && c2 > 0 ? dot / (Math.sqrt(b2) * Math.sqrt(c2)) : 0;
}

function rhythmicAt(base: RuleFeatures, candidate: RuleFeatures, k: number): number {
  let [dot, b2, c2] = [0, 0, 0];
  for (let i = 0; i < base.beats * 24; i++) {
    const b = base.onsets[i];
    const c = candidate.onsets[k * 24 + i];
    dot += b * c;
    b2 += b * b;
    c2 += c * c;
  }
  return b2 > 0 && c2 > 0 ? dot / (Math.sqrt(b2) * Math.sqrt(c2)) : 0;
}

function spectralAt(base: RuleFeatures, candidate: RuleFeatures, k: number): number {
  const beta = [0, 0, 0];
  for (let n = 0; n < base.beats; n++)
    for (let i = 0; i < 3; i++)
      beta[i] += (base.bands[n * 3 + i] + candidate.bands[(k + n) * 3 + i]) / base.beats;
  const sum = beta[0] + beta[1] + beta[2];
  if (sum === 0) return 0;
  const variance = beta.reduce((s, b) => s + (b / sum - 1 / 3) ** 2, 0) / 3;
  return 1 - Math.sqrt(variance);
}

/** AutoMashUpper as the formula reads, in plain loops: what the fast one is held against. */
export function plainAmu(base: RuleFeatures, candidate: RuleFeatures): PlainAmu {
  const offsets = candidate.beats - base.beats + 1;
  const [harmonic, rhythmic, spectral, total] = [0, 1, 2, 3].map(() => new Float64Array(offsets));
  const best = new Int8Array(offsets);
  let offset = 0;
  for (let k = 0; k < offsets; k++) {
    harmonic[k] = -Infinity;
    for (const p of shifts) {
      const value = harmonicAt(base, candidate, p, k);
      if (value > harmonic[k] + 1e-12) [harmonic[k], best[k]] = [value, p];
    }
    rhythmic[k] = rhythmicAt(base, candidate, k);
    spectral[k] = spectralAt(base, candidate, k);
    total[k] = harmonic[k] + 0.2 * rhythmic[k] + 0.2 * spectral[k];
    if (total[k] > total[offset] + 1e-12) offset = k;
  }
  return { harmonic, shifts: best, rhythmic, spectral, total, offset };
}
