import type { Decibels, Hertz, Seconds } from '../../domain/units.js';
import { sungRange, type SungRange } from './sungRange.js';
import { vocalActivity } from './vocalActivity.js';
import type { VocalFrames } from './vocalFrames.js';

/** What a vocals stem is worth as the voice of a mashup. */
export interface VoiceQuality {
  /** Share of the bars in which the lead voice sings for at least a quarter of the bar. */
  readonly sungShare: number;
  /** Mean power of the stem where nobody sings against where somebody does; null where one of them is nowhere. */
  readonly leak: Decibels | null;
  /**
   * Correlation, −1 … 1, of how the stem's amplitude rises where nobody sings with how the drums' does: near 1, the drums bleed. Null
   * without drums or with less than a second to look at.
   */
  readonly drumAgreement: number | null;
  readonly range: SungRange | null;
}

export interface VoiceSignals {
  /** Mono, of equal length. */
  readonly vocals: Float32Array;
  readonly drums?: Float32Array | undefined;
  readonly sampleRate: Hertz;
  /** Where bars begin, and where the last ends, seconds. */
  readonly bars: readonly Seconds[];
}

const singing = 0.25;
/** A stem that is silent where nobody sings leaks no less than this. */
const leastLeak: Decibels = -100;

/** Mean power of each frame. */
function powers(signal: Float32Array, { hop, sounding }: VocalFrames): Float64Array {
  const out = new Float64Array(sounding.length);
  for (let i = 0; i < signal.length; i++) {
    const frame = Math.floor(i / hop);
    if (frame < out.length) out[frame] += (signal[i] * signal[i]) / hop;
  }
  return out;
}

const mean = (values: Float64Array): number =>
  values.length > 0 ? values.reduce((sum, x) => sum + x, 0) / values.length : 0;

function leakOf(power: Float64Array, { sounding }: VocalFrames): Decibels | null {
  const [rest, voice] = [0, 1].map((flag) => power.filter((_, t) => sounding[t] === flag));
  if (rest.length === 0 || mean(voice) === 0) return null;
  return Math.max(leastLeak, 10 * Math.log10(mean(rest) / mean(voice)));
}

const rises = (power: Float64Array): Float64Array =>
  power.map((value, t) => Math.max(0, Math.sqrt(value) - Math.sqrt(power[Math.max(0, t - 1)])));

/** Pearson; 0 where one of them does not change. */
function correlation(a: Float64Array, b: Float64Array): number {
  const [ma, mb] = [mean(a), mean(b)];
  const product = (x: Float64Array, mx: number, y: Float64Array, my: number): number =>
    x.reduce((sum, value, i) => sum + (value - mx) * (y[i] - my), 0);
  const norm = Math.sqrt(product(a, ma, a, ma) * product(b, mb, b, mb));
  return norm > 0 ? product(a, ma, b, mb) / norm : 0;
}

/** Judges a vocals stem; `sung` tells where its lead voice sings (sungFrames). Costs far less than a second for half a minute. */
export function voiceQuality(
  { vocals, drums, sampleRate, bars }: VoiceSignals,
  sung: VocalFrames,
): VoiceQuality {
  const activity = vocalActivity(sung, bars, sampleRate);
  const power = powers(vocals, sung);
  const silent = (_: number, t: number): boolean => sung.sounding[t] === 0;
  const strokes = drums && rises(powers(drums, sung)).filter(silent);
  const enough = strokes !== undefined && strokes.length * sung.hop >= sampleRate;
  return {
    sungShare:
      activity.length > 0 ? activity.filter((share) => share >= singing).length / activity.length : 0,
    leak: leakOf(power, sung),
    drumAgreement: enough ? correlation(rises(power).filter(silent), strokes) : null,
    range: sungRange(vocals, sung, sampleRate),
  };
}
