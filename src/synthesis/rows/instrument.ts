import type { Random } from '../../domain/random.js';
import type { Seconds } from '../../domain/units.js';
import { chance, logRange, normal } from './draws.js';
import type { Partial, SoundedNote } from './noteRows.js';

/** How an instrument sounds a note that is written. */
export type Instrument = (note: PlayedNote) => readonly SoundedNote[];

/** A note as somebody plays it; the pitch may be a little off. */
export interface PlayedNote {
  readonly from: Seconds;
  readonly to: Seconds;
  readonly pitch: number;
  readonly loudness: number;
}

/** An instrument by chance: 3 to 16 partials that fall off with their number and are more or less even, some struck and some held. */
export function drawInstrument(random: Random): Instrument {
  const count = 3 + random.int(14);
  const slope = random.range(0.4, 2);
  const [unevenness, weakEven] = [random.range(0, 0.6), chance(random, 0.2) ? 0.2 : 1];
  const gains = Array.from({ length: count }, (_, k) => {
    const even = k % 2 === 1 ? weakEven : 1;
    return even * (k + 1) ** -slope * Math.exp(unevenness * normal(random));
  });
  // Strings that are struck are a little stiff.
  const struck = chance(random, 0.5);
  const stiffness = struck ? logRange(random, 1e-5, 4e-4) : 0;
  const decay = struck ? logRange(random, 0.3, 2.5) : undefined;
  const release = random.range(0.02, 0.3);
  const offsets = gains.map(
    (_, k) => 12 * Math.log2((k + 1) * Math.sqrt((1 + stiffness * (k + 1) ** 2) / (1 + stiffness))),
  );
  return ({ from, to, pitch, loudness }) => {
    const partials = gains.map((gain, k): Partial => ({ pitch: pitch + offsets[k], gain: loudness * gain }));
    return [{ from, to: to + release, partials, ...(decay !== undefined && { decay }) }];
  };
}
