import type { Random } from '../../domain/random.js';
import type { Seconds } from '../../domain/units.js';
import { logRange, normal } from '../rows/draws.js';
import type { Stroke } from './stroke.js';

/** How a kit sounds a stroke that is written. */
export type DrumKit = (stroke: PlayedStroke) => Stroke;

/** A stroke as somebody plays it. `pitch`: the instrument (General MIDI), `velocity`: 1 … 127. */
export interface PlayedStroke {
  readonly at: Seconds;
  readonly pitch: number;
  readonly velocity: number;
}

/** Amplitudes of an instrument in the bands of kick and snare, and in how many seconds it dies down. */
type Sound = readonly [kick: number, snare: number, decay: Seconds];

/** Ours: what each is like, roughly. */
const sounds = {
  bassDrum: [1, 0.15, 0.08],
  snareDrum: [0.12, 0.8, 0.07],
  hand: [0.02, 0.5, 0.05],
  tom: [0.5, 0.3, 0.12],
  hat: [0.01, 0.15, 0.03],
  openHat: [0.01, 0.2, 0.2],
  cymbal: [0.03, 0.3, 0.8],
  other: [0.05, 0.3, 0.06],
} as const satisfies Readonly<Record<string, Sound>>;
type Kind = keyof typeof sounds;

/** The instruments of General MIDI, and the rims of hats and toms of the kit that Groove was played on. */
const kinds: Readonly<Record<Kind, readonly number[]>> = {
  bassDrum: [35, 36],
  snareDrum: [38, 40],
  hand: [37, 39],
  tom: [41, 43, 45, 47, 48, 50, 58],
  hat: [22, 42, 44],
  openHat: [26, 46],
  cymbal: [49, 51, 52, 53, 55, 57, 59],
  other: [],
};
const kindOf = new Map(
  (Object.keys(sounds) as readonly Kind[]).flatMap((kind) =>
    kinds[kind].map((pitch) => [pitch, kind] as const),
  ),
);

/** A kit by chance: each instrument louder or softer, longer or shorter than it usually is, and more or less by its velocity. */
export function drawDrumKit(random: Random): DrumKit {
  const dynamics = random.range(0.5, 2);
  const length = logRange(random, 0.5, 2.5);
  const drawn = new Map<number, Sound>();
  const soundOf = (pitch: number): Sound => {
    const known = drawn.get(pitch);
    if (known) return known;
    const [kick, snare, decay] = sounds[kindOf.get(pitch) ?? 'other'];
    const loudness = 0.4 * normal(random);
    const made: Sound = [
      kick * Math.exp(loudness + 0.4 * normal(random)),
      snare * Math.exp(loudness + 0.4 * normal(random)),
      decay * length * Math.exp(0.3 * normal(random)),
    ];
    drawn.set(pitch, made);
    return made;
  };
  return ({ at, pitch, velocity }) => {
    const [kick, snare, decay] = soundOf(pitch);
    const struck = (velocity / 100) ** dynamics * Math.exp(0.1 * normal(random));
    return { from: at, to: at + 6 * decay, kick: struck * kick, snare: struck * snare, attack: 0.003, decay };
  };
}
