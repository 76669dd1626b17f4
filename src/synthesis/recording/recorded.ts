import { soundingLoudness } from '../../audio/loudness/soundingLoudness.js';
import { fadeEdges } from '../../audio/mix/fadeEdges.js';
import { monoMix } from '../../audio/signal/monoMix.js';
import { sampleRate, type Audio } from '../../domain/audio.js';
import type { Random } from '../../domain/random.js';
import type { Lufs, Seconds } from '../../domain/units.js';
import { filterInPlace, peak, shelf, type Biquad } from './biquads.js';
import { addRoom, drawRoom, type Room } from './room.js';

/** How a part was recorded. */
export interface Recording {
  readonly equaliser: readonly Biquad[];
  readonly room: Room;
  readonly loudness: Lufs;
}

/** Ends are softened, so that what is cut does not click. */
const fade: Seconds = 0.005;
/** No sample is louder. */
const loudest = 0.89;

/** A recording by chance: an equaliser of up to some decibels, a room, a level. */
export function drawRecording(random: Random): Recording {
  return {
    equaliser: [
      shelf(random.range(120, 300), random.range(-4, 4), true),
      peak(random.range(400, 3000), random.range(0.5, 1.5), random.range(-4, 4)),
      shelf(random.range(4000, 9000), random.range(-6, 4)),
    ],
    room: drawRoom(random),
    loudness: random.range(-27, -17),
  };
}

/** A part as it was recorded, two channels, in place of the plain one; its samples are changed. Silence stays silence. */
export function recorded({ channels }: Audio, { equaliser, room, loudness }: Recording): Audio {
  const sides = channels.length === 1 ? [channels[0], channels[0].slice()] : channels;
  for (const side of sides) for (const filter of equaliser) filterInPlace(side, filter);
  addRoom(sides, room);
  const edges = {
    in: [0, fade],
    out: [sides[0].length / sampleRate - fade, sides[0].length / sampleRate],
  } as const;
  fadeEdges(sides, sampleRate, edges);
  const heard = soundingLoudness(monoMix({ channels: sides }));
  const most = sides.reduce((max, side) => side.reduce((a, b) => Math.max(a, Math.abs(b)), max), 0);
  if (heard === null || most === 0) return { sampleRate, channels: sides };
  const gain = Math.min(10 ** ((loudness - heard) / 20), loudest / most);
  for (const side of sides) for (let i = 0; i < side.length; i += 1) side[i] *= gain;
  return { sampleRate, channels: sides };
}
