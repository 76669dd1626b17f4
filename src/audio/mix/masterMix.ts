import type { Decibels, Hertz, Lufs } from '../../domain/units.js';
import { PipelineError } from '../../errors.js';
import { amplitude } from '../loudness/amplitude.js';
import { integratedLoudness } from '../loudness/integratedLoudness.js';
import { densePeak } from './densePeak.js';
import { limiterGain } from './limiterGain.js';
import { mixTarget } from './mixTarget.js';
import { sumParts, type WeightedPart } from './sumParts.js';
import { truePeak } from './truePeak.js';

export interface Master {
  readonly mix: readonly Float32Array[];
  /** What every part was turned up by, besides its own gain. */
  readonly gain: Decibels;
  readonly loudness: Lufs;
  readonly truePeak: Decibels;
  /** Deepest gain reduction of the limiter, ≥ 0. */
  readonly limited: Decibels;
  /** True when the target loudness would have needed more limiting than allowed. */
  readonly quieter: boolean;
}

/** The limiter aims a little lower, since its moving gain may raise a peak between samples by a hair. */
const ceiling: Decibels = mixTarget.truePeak - 0.05;
/** The limiter takes some loudness away, which is given back as long as it may limit more. */
const rounds = 6;
const tolerance = 0.02;

/** Limits the mix in place to a true peak; returns the deepest reduction. */
function limit(mix: readonly Float32Array[], to: Decibels, rate: Hertz): Decibels {
  const gain = limiterGain(mix, { ceiling: amplitude(to), rate });
  let deepest = 1;
  for (let i = 0; i < gain.length; i++) {
    deepest = Math.min(deepest, gain[i]);
    for (const channel of mix) channel[i] *= gain[i];
  }
  return -20 * Math.log10(deepest);
}

function scale(mix: readonly Float32Array[], gain: Decibels): void {
  const factor = amplitude(gain);
  for (const channel of mix) for (let i = 0; i < channel.length; i++) channel[i] *= factor;
}

function loudnessOf(channels: readonly Float32Array[], sampleRate: Hertz): Lufs {
  const loudness = integratedLoudness({ channels, sampleRate });
  if (loudness === null)
    throw new PipelineError(
      'silent',
      'Mixing parts: none of them sounds. Choose other parts, or mute fewer.',
    );
  return loudness;
}

/**
 * Sums the parts and brings the sum to the target loudness (mixTarget), its true peak under the ceiling, with no more limiting than
 * allowed: quieter where it would need more. Throws `silent`.
 */
export function masterMix(parts: readonly WeightedPart[], rate: Hertz): Master {
  const mix = sumParts(parts);
  const at = (gain: Decibels) => parts.map((part) => ({ ...part, gain: part.gain * amplitude(gain) }));
  const peak = truePeak(mix);
  // What denser meters find beyond the limiter's reading; more where limiting shows it.
  let aim = ceiling - (highestReading(mix) - peak);
  // A hair less, so that rounding does not pass the limit.
  const highest = (): Decibels => aim + mixTarget.limiting - 1e-4 - peak;
  let gain = Math.min(mixTarget.loudness - loudnessOf(mix, rate), highest());
  let [loudness, limited] = [0, 0];
  for (let round = 0; round < rounds; round++) {
    sumParts(at(gain), mix);
    limited = peak + gain > aim ? limit(mix, aim, rate) : 0;
    loudness = loudnessOf(mix, rate);
    const missing = mixTarget.loudness - loudness;
    const over = highestReading(mix) - mixTarget.truePeak;
    const settled = Math.abs(missing) < tolerance || (missing > 0 && gain >= highest());
    if (round === rounds - 1 || (settled && over <= 0)) break;
    if (over > 0) aim -= over + 0.02;
    gain = Math.min(gain + missing, highest());
  }
  const trim = Math.min(0, mixTarget.truePeak - highestReading(mix));
  scale(mix, trim);
  const final = loudness + trim;
  const quieter = final < mixTarget.loudness - 0.1;
  return { mix, gain: gain + trim, loudness: final, truePeak: highestReading(mix), limited, quieter };
}

/** Whatever a meter may find. */
function highestReading(mix: readonly Float32Array[]): Decibels {
  const peak = truePeak(mix);
  return Math.max(peak, densePeak(mix, peak));
}
