import type { Role } from '../../domain/role.js';
import type { Semitones } from '../../domain/units.js';
import { inputChannels } from '../../domain/learning/mixInputs.js';
import { framesOf, rowSize, type MixClip } from './mixClip.js';
import type { MixTriple } from './mixTriples.js';
import { pairShifts } from './pairShifts.js';
import { placeMel } from './placeMel.js';

/** Each voice with each clip's accompaniment, at one key and one tempo: log-mel (or what else clips are heard as) of all parts that takes, [parts, frames, 128, channels], each once, and the pairs [clips · clips], row by row. */
export interface PairParts {
  readonly frames: number;
  readonly channels: number;
  readonly parts: Readonly<Record<Role, Float32Array>>;
  readonly triples: readonly MixTriple[];
}

/** `mostFrames`: of the clips' beginnings; left out: 16 bars of four. */
export function pairParts(clips: readonly MixClip[], mostFrames = 1024): PairParts {
  const shortest = Math.min(...clips.map(framesOf));
  const frames = Math.min(shortest, mostFrames);
  const [{ input }] = clips;
  const placement = { ...{ from: 0, pace: 1, gain: 0, tilt: 0 }, ...(input && { input }) };
  const [vocal, harmonic] = [keptParts(), keptParts()];
  const triples = clips.flatMap((voice) =>
    clips.map((harmony, place) => {
      const shifts = pairShifts(voice, harmony);
      return {
        vocal: vocal.place(voice.vocal, shifts.vocal),
        harmonic: harmonic.place(harmony.harmonic, shifts.harmonic),
        percussion: place,
      };
    }),
  );
  const placed = (some: readonly Uint8Array[]): Float32Array => {
    const out = new Float32Array(some.length * frames * rowSize(input));
    let at = 0;
    for (const stored of some) at = placeMel(out, at, stored, { ...placement, frames });
    return out;
  };
  const percussion = placed(clips.map((clip) => clip.percussion));
  return {
    ...{ frames, channels: inputChannels(input), triples },
    parts: { vocal: placed(vocal.all), harmonic: placed(harmonic.all), percussion },
  };
}

/** Parts in the order in which they were asked for first. */
function keptParts() {
  const places = new Map<Uint8Array, number>();
  const all: Uint8Array[] = [];
  return {
    all,
    place(variants: ReadonlyMap<number, Uint8Array>, shift: Semitones): number {
      const stored = variants.get(shift) ?? new Uint8Array();
      const known = places.get(stored);
      if (known !== undefined) return known;
      places.set(stored, all.length);
      return all.push(stored) - 1;
    },
  };
}
