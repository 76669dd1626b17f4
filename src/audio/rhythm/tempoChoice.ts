import type { Meter } from '../../domain/music/grid.js';
import type { Bpm, Confidence } from '../../domain/units.js';
import type { OnsetChannels } from '../onsets/onsetChannels.js';
import { tempoCandidates } from './tempoCandidates.js';
import { tempogram } from './tempogram.js';
import { tempoHypotheses, type TempoHypothesis } from './tempoHypothesis.js';

export interface TempoChoice {
  readonly best: TempoHypothesis;
  /** Score of the best reading over that of the best one at another tempo; nepers. */
  readonly margin: number;
  readonly confidence: Confidence;
}

/** Score difference that makes one reading e times likelier than another. */
const temperature = 0.12;

/** The likeliest reading of a region, undefined when it is too short or holds no onsets. */
export function tempoChoice(
  onsets: OnsetChannels,
  known: { readonly bpm?: Bpm | undefined; readonly meter?: Meter | undefined },
): TempoChoice | undefined {
  const gram = tempogram(onsets.mixed, {
    rate: onsets.rate,
    lowest: 0.2,
    highest: 15,
    step: 0.02,
    window: 8,
  });
  const tempi = known.bpm === undefined ? tempoCandidates(gram, 16) : [known.bpm];
  const meters: readonly Meter[] = known.meter === undefined ? [4, 3] : [known.meter];
  const readings = tempi
    .flatMap((bpm) => ([4, 3] as const).flatMap((parts) => tempoHypotheses(onsets, { bpm, parts }, meters)))
    .filter(({ bpm }) => known.bpm === undefined || Math.abs(bpm / known.bpm - 1) < 0.02)
    .sort((a, b) => b.score - a.score);
  const best = readings.at(0);
  if (best === undefined) return undefined;
  const others = readings.filter(({ bpm }) => Math.abs(bpm / best.bpm - 1) > 0.01);
  const weights = others.map(({ score }) => Math.exp((score - best.score) / temperature));
  const margin = others.length > 0 ? best.score - others[0].score : 1;
  return { best, margin, confidence: 1 / (1 + weights.reduce((sum, w) => sum + w, 0)) };
}
