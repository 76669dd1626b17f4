import type { Hertz } from '../../domain/units.js';
import { mendRuns } from './mendRuns.js';
import { movingEnergy, type MovingEnergy } from './movingEnergy.js';
import { bandedThreshold, wholeThreshold, type SingingThreshold } from './singingThreshold.js';
import type { VocalFrames } from './vocalFrames.js';
import { sumOfBands, voicePresence } from './voicePresence.js';
import { withoutBleed } from './withoutBleed.js';

export interface VoiceStems {
  /** Mono vocals stem, true or separated. */
  readonly vocals: Float32Array;
  /** Mono sum of the other stems of the same bars, as long; left out: nothing is known of them. */
  readonly rest?: Float32Array | undefined;
}

/** The bands are asked where the whole stem holds a voice for such a share of the time: of a stem without one they find the liveliest sounds. */
const leastHeard = 0.05;
/** Shorter rests belong to a phrase, shorter sounds do not; seconds. */
const shortest = { rest: 0.3, sound: 0.1 } as const;
/** Less than −24 dB of the other stems is what separators leave of them; about −60 dBFS is nothing. */
const leastPower = { ofRest: 0.004, absolute: 0.2 } as const;

/** Frames that are loud enough to be a voice at all. */
function audible(stem: MovingEnergy, rest: MovingEnergy | undefined): (frame: number) => boolean {
  const own = sumOfBands(stem.total, stem.bands);
  const others = rest && sumOfBands(rest.total, rest.bands);
  return (t) => own[t] > leastPower.absolute && own[t] > leastPower.ofRest * (others?.[t] ?? 0);
}

/** 1 from where the presence passes `on`, forwards and backwards, until it falls under `off`. */
function withHysteresis(presence: Float32Array, { on, off }: SingingThreshold): Uint8Array {
  const flags = new Uint8Array(presence.length);
  let open = false;
  const step = (t: number): void => {
    open = presence[t] > on || (open && presence[t] >= off);
    if (open) flags[t] = 1;
  };
  for (let t = 0; t < flags.length; t++) step(t);
  open = false;
  for (let t = flags.length - 1; t >= 0; t--) step(t);
  return flags;
}

/**
 * Where a lead voice sings: where sound between 200 and 4000 Hz moves as syllables do, in many bands at once (voicePresence: by the whole stem or by its bands), and is no
 * echo of the drums (withoutBleed). Pads and choirs stand still and do not count. About 23 ms a frame.
 */
export function sungFrames({ vocals, rest }: VoiceStems, sampleRate: Hertz): VocalFrames {
  const stem = movingEnergy(vocals, sampleRate);
  const others = rest && movingEnergy(rest, sampleRate);
  const presence = voicePresence(stem, others ? withoutBleed(stem, others) : stem.moving);
  const loud = audible(stem, others);
  const sungBy = (values: Float32Array, threshold: SingingThreshold): Uint8Array =>
    withHysteresis(
      values.map((value, t) => (loud(t) ? value : 0)),
      threshold,
    );
  const whole = sungBy(presence.whole, wholeThreshold(presence.whole));
  const heard = whole.filter((flag) => flag === 1).length >= leastHeard * whole.length;
  const banded = heard ? sungBy(presence.banded, bandedThreshold(presence.banded)) : whole;
  const sounding = whole.map((flag, t) => flag | banded[t]);
  const frames = (seconds: number): number => Math.round((seconds * sampleRate) / stem.hop);
  mendRuns(sounding, 0, frames(shortest.rest));
  mendRuns(sounding, 1, frames(shortest.sound));
  return { hop: stem.hop, sounding };
}
