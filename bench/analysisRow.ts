import { analyzeRegion, type MonoStems } from '../src/audio/regions/analyzeRegion.js';
import type { Grid } from '../src/domain/music/grid.js';
import type { Key } from '../src/domain/music/key.js';
import type { Bpm, Confidence, Milliseconds, Seconds } from '../src/domain/units.js';

/** What is known about an excerpt; beats lie at offset + k · 60 / bpm, every 4th of them (k = 0 first) is a downbeat. */
export interface AnalysisTruth {
  /** Any of these counts as right. */
  readonly bpm: readonly Bpm[];
  readonly key?: Key;
  /** Time in the excerpt of some downbeat (may be negative); absent: beats are not judged. */
  readonly downbeat?: Seconds;
}

export type KeyVerdict = 'exact' | 'fifth' | 'relative' | 'parallel' | 'other';

export interface AnalysisRow {
  readonly bpm: Bpm;
  /** Distance from the nearest true tempo. */
  readonly bpmError: Bpm;
  /** F-measure at ±70 ms. */
  readonly beatF1?: number;
  /** Median |error| of the beats that match. */
  readonly beatError?: Milliseconds;
  /** All but one in ten of the downbeats found are downbeats. */
  readonly downbeatsRight?: boolean;
  readonly key: Key;
  readonly keyVerdict?: KeyVerdict;
  readonly beatConfidence: Confidence;
  readonly downbeatConfidence: Confidence;
  readonly keyConfidence: Confidence;
  /** Processor time of the analysis. */
  readonly cpu: Milliseconds;
}

const tolerance: Seconds = 0.07;

function keyVerdict(found: Key, truth: Key): KeyVerdict {
  const up = (found.tonic - truth.tonic + 12) % 12;
  if (found.mode === truth.mode) return up === 0 ? 'exact' : up === 7 || up === 5 ? 'fifth' : 'other';
  if (up === 0) return 'parallel';
  return up === (truth.mode === 'major' ? 9 : 3) ? 'relative' : 'other';
}

function judgeBeats(
  grid: Grid,
  truth: { readonly bpm: Bpm; readonly downbeat: Seconds },
  duration: Seconds,
): Pick<AnalysisRow, 'beatF1' | 'beatError' | 'downbeatsRight'> {
  const beat = 60 / truth.bpm;
  const first = Math.ceil(-truth.downbeat / beat);
  const last = Math.ceil((duration - truth.downbeat) / beat) - 1;
  const matched = new Map<number, number>();
  for (const time of grid.beats) {
    const k = Math.round((time - truth.downbeat) / beat);
    const error = Math.abs(time - truth.downbeat - k * beat);
    if (error <= tolerance && k >= first && k <= last && !matched.has(k)) matched.set(k, error);
  }
  const errors = [...matched.values()].sort((a, b) => a - b);
  const bar = 4 * beat;
  const right = grid.downbeats.filter((index) => {
    const away = (grid.beats[index] - truth.downbeat) / bar;
    return Math.abs(away - Math.round(away)) * bar <= tolerance;
  });
  return {
    beatF1: (2 * matched.size) / Math.max(1, last - first + 1 + grid.beats.length),
    beatError: errors.length > 0 ? 1000 * errors[Math.floor(errors.length / 2)] : Infinity,
    downbeatsRight: right.length > 0.9 * grid.downbeats.length,
  };
}

/** Analyses one excerpt and compares with the truth. */
export function analysisRow(stems: MonoStems, truth: AnalysisTruth): AnalysisRow {
  const before = process.cpuUsage();
  const found = analyzeRegion(stems);
  const used = process.cpuUsage(before);
  const { grid, key, beatConfidence, downbeatConfidence, keyConfidence } = found;
  const samples = (stems.drums ?? stems.other ?? stems.vocals ?? stems.bass)?.length ?? 0;
  const { downbeat } = truth;
  return {
    bpm: grid.bpm,
    bpmError: Math.min(...truth.bpm.map((bpm) => Math.abs(grid.bpm - bpm))),
    ...(downbeat !== undefined &&
      judgeBeats(grid, { bpm: truth.bpm[0], downbeat }, samples / stems.sampleRate)),
    key,
    ...(truth.key && { keyVerdict: keyVerdict(key, truth.key) }),
    beatConfidence,
    downbeatConfidence,
    keyConfidence,
    cpu: (used.user + used.system) / 1000,
  };
}
