import type { Bpm } from '../../domain/units.js';
import { chromaDot } from '../features/chromaDot.js';
import type { RuleFeatures } from '../features/ruleFeatures.js';

/** A stem as Lee's rule sees it. */
export interface LeeStem {
  /** [beats, 12], each row of length 1 (a silent row stays 0). */
  readonly unitChroma: Float32Array;
  readonly beats: number;
  /** The stem's own tempo, before it is stretched. */
  readonly bpm: Bpm;
  /** q: harmonic stability, sigmoid of the share of successive beats whose chromas have a cosine above 0.8487. */
  readonly stability: number;
}

const alike = 0.8487;
const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

function unitRows(chroma: Float32Array): Float32Array {
  const out = new Float32Array(chroma.length);
  for (let at = 0; at < chroma.length; at += 12) {
    const row = chroma.subarray(at, at + 12);
    const norm = Math.sqrt(row.reduce((sum, x) => sum + x * x, 0));
    if (norm > 0) for (let c = 0; c < 12; c++) out[at + c] = row[c] / norm;
  }
  return out;
}

function shareAlike(unit: Float32Array, beats: number): number {
  let count = 0;
  for (let n = 1; n < beats; n++)
    if (chromaDot(unit, unit, { beats: 1, shift: 0, baseFrom: n - 1, candidateFrom: n }) > alike) count++;
  return beats > 1 ? count / (beats - 1) : 0;
}

/** Prepares the first `beats` beats of a stem for Lee's rule (Lee, Lin, Yao, Lee, Wu, ISMIR 2015). */
export function leeStem({ chroma }: Pick<RuleFeatures, 'chroma'>, beats: number, bpm: Bpm): LeeStem {
  const unitChroma = unitRows(chroma.subarray(0, beats * 12));
  return { unitChroma, beats, bpm, stability: sigmoid(shareAlike(unitChroma, beats)) };
}
