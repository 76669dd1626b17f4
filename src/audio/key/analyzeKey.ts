import type { Key } from '../../domain/music/key.js';
import type { StemName } from '../../domain/role.js';
import type { Cents, Confidence } from '../../domain/units.js';
import { chromagram } from './chromagram.js';
import { spectralPeaks, type SpectralPeaks } from './chromaPeaks.js';
import { tuningOf } from './chromaTuning.js';
import { decimate } from '../signal/decimate.js';
import { keyScores } from './keyScores.js';
import type { MonoStems } from '../regions/monoStems.js';

export interface KeyAnalysis {
  readonly key: Key;
  /** Cents above A = 440 Hz, −50 … 50. */
  readonly tuning: Cents;
  readonly confidence: Confidence;
}

interface View {
  readonly names: readonly StemName[];
  readonly weight: number;
}

/** Sums of stems whose notes are looked at. */
const views: readonly View[] = [
  { names: ['vocals', 'bass', 'other'], weight: 1 },
  { names: ['vocals', 'drums', 'bass', 'other'], weight: 1 },
  { names: ['bass'], weight: 0.5 },
];

/** Advantage of major keys: a tie of thirds is more often major in popular music. */
const majorBonus = 0.04;

function peaksOf(stems: MonoStems, names: readonly StemName[]): SpectralPeaks | undefined {
  const parts = names.flatMap((name) => stems[name] ?? []);
  if (parts.length === 0) return undefined;
  const factor = Math.max(1, Math.round(stems.sampleRate / 11_025));
  const sum = new Float32Array(parts[0].length);
  for (const part of parts) for (let i = 0; i < sum.length; i++) sum[i] += part[i];
  return spectralPeaks(decimate(sum, factor), {
    sampleRate: stems.sampleRate / factor,
    size: 4096,
    hop: 1102,
    lowest: 40,
    highest: 3500,
  });
}

/** Mean chroma [12]; loud frames count with the square root of their strength. */
function meanChroma(peaks: SpectralPeaks, tuning: Cents): Float64Array {
  const rows = chromagram(peaks, tuning);
  const mean = new Float64Array(12);
  for (let t = 0; t < peaks.frames; t++) {
    let sum = 0;
    for (let i = 0; i < 12; i++) sum += rows[t * 12 + i];
    if (sum > 0) for (let i = 0; i < 12; i++) mean[i] += rows[t * 12 + i] / Math.sqrt(sum);
  }
  return mean;
}

/** Key by chroma and profiles, the mean over several sums of stems; confidence from the margin over the next key. */
export function analyzeKey(stems: MonoStems): KeyAnalysis {
  const seen = views.flatMap(({ names, weight }) => {
    const peaks = peaksOf(stems, names);
    return peaks ? [{ peaks, weight }] : [];
  });
  const tuning = seen.length > 0 ? tuningOf(seen[0].peaks) : 0;
  const total = seen.reduce((sum, { weight }) => sum + weight, 0);
  const scores = new Float64Array(24);
  for (const { peaks, weight } of seen) {
    keyScores(meanChroma(peaks, tuning)).forEach((score, key) => (scores[key] += (weight * score) / total));
  }
  for (let key = 0; key < 12; key++) scores[key] += majorBonus;
  const order = [...scores.keys()].sort((a, b) => scores[b] - scores[a]);
  const most = scores[order[0]];
  const margin = most - scores[order[1]];
  return {
    key: { tonic: order[0] % 12, mode: order[0] < 12 ? 'major' : 'minor' },
    tuning,
    confidence: most > majorBonus ? (1 - Math.exp(-margin / 0.1)) * Math.min(1, most / 0.6) : 0,
  };
}
