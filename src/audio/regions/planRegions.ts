import type { Meter } from '../../domain/music/grid.js';
import type { Bpm, Hertz, Seconds } from '../../domain/units.js';
import { bandEnergies } from '../onsets/bandEnergies.js';
import { onsetStrength } from '../onsets/onsetStrength.js';
import { tempogram, type Tempogram } from '../rhythm/tempogram.js';
import { unitBars } from './unitBars.js';
import { voiceLikeness } from '../voice/voiceLikeness.js';

/** What a person knows of the music. */
export interface KnownMusic {
  readonly bpm?: Bpm | undefined;
  readonly meter?: Meter | undefined;
}

export interface RegionPlan {
  readonly start: Seconds;
  readonly duration: Seconds;
  /** Higher is more likely to hold a voice and a steady beat. */
  readonly merit: number;
}

/** A recording this short is one region. */
const oneRegion: Seconds = 50;
/**
 * The unit may then begin on any bar of a group of four, one of which is where phrases begin. Part of a bar is lost before the first downbeat and after
 * the last, and a tempo is only roughly known.
 */
const marginBars = 4;
const step: Seconds = 1;

/** Tempo from the strongest pulses, rather 80–160 than outside: it only says how long a region must be. */
function roughTempo(gram: Tempogram): Bpm {
  let best = 120;
  let most = 0;
  for (let bpm = 60; bpm < 200; bpm *= 1.005) {
    const f = bpm / 60;
    const usual = Math.exp(-0.5 * (Math.log2(bpm / 115) / 0.45) ** 2);
    const value = usual * (gram.at(f) + gram.at(2 * f) + gram.at(4 * f));
    if (value > most) {
      most = value;
      best = bpm;
    }
  }
  return best;
}

const runningSum = (values: Float32Array): Float64Array => {
  const out = new Float64Array(values.length + 1);
  values.forEach((value, i) => (out[i + 1] = out[i] + value));
  return out;
};

/** Mean between two times of values at `rate` a second, over their mean in the whole recording. */
function relativeMean(sums: Float64Array, rate: number, from: Seconds, to: Seconds): number {
  const count = sums.length - 1;
  const a = Math.min(count, Math.round(from * rate));
  const b = Math.min(count, Math.max(a + 1, Math.round(to * rate)));
  const whole = sums[count] / Math.max(1, count);
  return whole > 0 && b > a ? (sums[b] - sums[a]) / (b - a) / whole : 0;
}

function onsetsOf(mix: Float32Array, sampleRate: Hertz): { onsets: Float32Array; rate: number } {
  const bands = bandEnergies(mix, {
    sampleRate,
    size: 512,
    hop: Math.round(sampleRate / 50),
    bandsPerOctave: 5,
    lowest: 40,
    highest: 0.45 * sampleRate,
  });
  const floor = new Float32Array(bands.bands);
  bands.energy.forEach((e, i) => (floor[i % bands.bands] += e / bands.frames));
  const onsets = onsetStrength(bands, { floor: floor.map((mean) => 0.03 * mean + 1e-9) });
  return { onsets, rate: bands.rate };
}

/**
 * The best plan of a stretch [from, to), then those of what is left on either side. A start is allowed only where as many
 * regions still fit as would have fitted, so that no choice wastes room for another.
 */
function packed(plans: readonly RegionPlan[], from: Seconds, to: Seconds): RegionPlan[] {
  const { duration } = plans[0];
  const room = Math.floor((to - from) / duration + 1e-9);
  const slack = to - from - room * duration;
  const inside = plans.filter(({ start }) => start >= from && start + duration <= to + 1e-9);
  if (inside.length === 0) return [];
  const fits = inside.filter(({ start }) => {
    const before = Math.floor((start - from) / duration + 1e-9);
    return start - from - before * duration <= slack + 1e-9;
  });
  // Starts lie a second apart: where the slack is less, one region fewer fits.
  const best = (fits.length > 0 ? fits : inside).reduce((a, b) => (b.merit > a.merit ? b : a));
  return [best, ...packed(plans, from, best.start), ...packed(plans, best.start + duration, to)];
}

/**
 * Candidate regions of a mono mix (a low rate will do, 11,025 Hz), best first, not overlapping: each holds the unit of
 * comparison at the known or a rough tempo (four beats a bar where not known) and four bars more. A recording up to 50 s, or too short for
 * two regions' choice, is one region.
 */
export function planRegions(mix: Float32Array, sampleRate: Hertz, known: KnownMusic = {}): RegionPlan[] {
  const total = mix.length / sampleRate;
  if (total <= oneRegion) return total > 0 ? [{ start: 0, duration: total, merit: 1 }] : [];
  const { onsets, rate } = onsetsOf(mix, sampleRate);
  const bpm =
    known.bpm ?? roughTempo(tempogram(onsets, { rate, lowest: 0.5, highest: 14, step: 0.03, window: 8 }));
  const bar = (60 * (known.meter ?? 4)) / bpm;
  const duration = Math.min(total, Math.max(25, (unitBars(bpm) + marginBars) * bar));
  const voice = voiceLikeness(mix, sampleRate);
  const voiceSums = runningSum(voice.values);
  const onsetSums = runningSum(onsets);
  const loudSums = runningSum(voice.power.map(Math.sqrt));
  const count = Math.floor((total - duration) / step) + 1;
  const plans = Array.from({ length: count }, (_, i): RegionPlan => {
    const start = i * step;
    const mean = (sums: Float64Array, perSecond: number): number =>
      relativeMean(sums, perSecond, start, start + duration);
    const merit =
      mean(voiceSums, voice.rate) +
      0.5 * Math.min(1.2, mean(loudSums, voice.rate)) +
      0.3 * mean(onsetSums, rate);
    return { start, duration, merit };
  });
  return packed(plans, 0, total).sort((a, b) => b.merit - a.merit);
}
