import type { KeyVote } from '../../domain/music/tonality.js';
import type { StemName } from '../../domain/role.js';
import type { Cents, Hertz } from '../../domain/units.js';
import { chromagram } from './chromagram.js';
import { spectralPeaks, type SpectralPeaks } from './chromaPeaks.js';
import { tuningOf } from './chromaTuning.js';
import { decimate } from '../signal/decimate.js';
import { keyScores } from './keyScores.js';

/** Mono stems of a stretch of music, or the whole mix of it; any may be missing. */
export type KeySources = Readonly<Partial<Record<StemName | 'mix', Float32Array>>>;

interface View {
  readonly names: readonly (StemName | 'mix')[];
  readonly weight: number;
}

/** Sums of stems whose notes are looked at. */
const views: readonly View[] = [
  { names: ['vocals', 'bass', 'other'], weight: 1 },
  { names: ['mix', 'vocals', 'drums', 'bass', 'other'], weight: 1 },
  { names: ['bass'], weight: 0.5 },
];

function peaksOf(
  sources: KeySources,
  rate: Hertz,
  names: readonly (StemName | 'mix')[],
): SpectralPeaks | undefined {
  const parts = names.flatMap((name) => sources[name] ?? []);
  if (parts.length === 0) return undefined;
  const factor = Math.max(1, Math.round(rate / 11_025));
  const sum = new Float32Array(Math.max(...parts.map(({ length }) => length)));
  for (const part of parts) for (let i = 0; i < part.length; i++) sum[i] += part[i];
  return spectralPeaks(factor === 1 ? sum : decimate(sum, factor), {
    sampleRate: rate / factor,
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

/** Tuning of a stretch of music, and how well its chroma goes with the profiles of each key: the mean over several sums of stems. */
export function keyVote(sources: KeySources, sampleRate: Hertz): KeyVote {
  const seen = views.flatMap(({ names, weight }) => {
    const peaks = peaksOf(sources, sampleRate, names);
    return peaks ? [{ peaks, weight }] : [];
  });
  const { tuning, clarity } = seen.length > 0 ? tuningOf(seen[0].peaks) : { tuning: 0, clarity: 0 };
  const total = seen.reduce((sum, { weight }) => sum + weight, 0);
  const scores = new Float64Array(24);
  for (const { peaks, weight } of seen)
    keyScores(meanChroma(peaks, tuning)).forEach((score, key) => (scores[key] += (weight * score) / total));
  return { scores: [...scores], tuning, tuningClarity: clarity };
}
