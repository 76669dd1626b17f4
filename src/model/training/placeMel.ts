import type { Decibels } from '../../domain/units.js';
import type { MixInput } from '../../domain/learning/mixTraining.js';
import { bandPlaces } from './bandPlaces.js';
import { melStep } from './mixClip.js';

/** Frames of a clip as some example hears them. */
export interface MelPlacement {
  /** What they are; left out: mel. */
  readonly input?: MixInput;
  readonly frames: number;
  /** Where they begin; between two frames there is a mean of both. What runs past the end goes on at the beginning. */
  readonly from: number;
  /** Frames that one frame moves on by: 1 at the clip's own tempo. */
  readonly pace: number;
  /** Level of the middle band, and how much more the highest has than the middle one. */
  readonly gain: Decibels;
  readonly tilt: Decibels;
  /** Another stem that is heard through it: its frames from the same place on, and how loud. */
  readonly leak?: { readonly stored: Uint8Array; readonly level: Decibels };
}

/** 10⁴ E of each byte. */
const energies = Float64Array.from({ length: 256 }, (_, byte) => 10 ** (byte * melStep) - 1);
const power = (level: Decibels): number => 10 ** (level / 10);

/** Writes log10(1 + 10⁴ E) of a stem into `out`, [frames, 128 · channels] from `at` on; resolves to the place behind. */
export function placeMel(out: Float32Array, at: number, stored: Uint8Array, placement: MelPlacement): number {
  const { frames, pace, leak } = placement;
  const places = bandPlaces(placement.input);
  const size = places.length;
  const length = stored.length / size;
  /** Where a frame lies, of a clip that goes round. */
  const rowAt = (frame: number): number => (((frame % length) + length) % length) * size;
  const leaking = leak ? power(leak.level) : 0;
  const factors = places.map((band) => power(placement.gain + placement.tilt * band));
  for (let frame = 0; frame < frames; frame += 1) {
    const place = placement.from + frame * pace;
    const whole = Math.floor(place);
    const share = place - whole;
    const [here, next] = [rowAt(whole), rowAt(whole + 1)];
    for (let band = 0; band < size; band += 1) {
      let energy = energies[stored[here + band]];
      if (share > 0) energy += share * (energies[stored[next + band]] - energy);
      energy *= factors[band];
      if (leak) energy += leaking * energies[leak.stored[(here + band) % leak.stored.length]];
      out[at + frame * size + band] = Math.log10(1 + energy);
    }
  }
  return at + frames * size;
}
