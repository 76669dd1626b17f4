import type { Random } from '../../domain/random.js';
import { roles, type Role } from '../../domain/role.js';
import type { Bpm, Decibels, Semitones } from '../../domain/units.js';
import { inputChannels } from '../../domain/learning/mixInputs.js';
import { framesOf, rowSize, type MixClip } from './mixClip.js';
import { wrongKinds, type WrongKind, type WrongParts } from './mixTriples.js';
import { placeMel, type MelPlacement } from './placeMel.js';
import { songsAtOneKey, type PlacedSong } from './songsAtOneKey.js';

/** Frames of a beat. */
export const framesPerBeat = 16;

/** Parts of songs at one key on the grid of their beats, from which triples are put together (method §7, combination batches). */
export interface MixBatch {
  readonly songs: readonly MixClip[];
  readonly frames: number;
  /** Spectrograms of each part. */
  readonly channels: number;
  /** Log-mel (or what else clips are heard as) [parts, frames, 128, channels]. The first parts are the songs' own, in their order; wrong ones follow, of which a voice has none. */
  readonly parts: Readonly<Record<Role, Float32Array>>;
  /** Of each song, its harmony and percussion where they are surely wrong. */
  readonly wrong: readonly WrongParts[];
}

export interface MixBatchOptions {
  /** Songs at most. */
  readonly songs: number;
  /** Of each part. */
  readonly beats: number;
  /** Levels, equalisers and leaks are drawn; else parts are as they were heard. */
  readonly jitter: boolean;
}

/** A part, and where it is taken from. */
interface Heard extends Pick<MelPlacement, 'from' | 'pace'> {
  readonly song: PlacedSong;
  readonly shift: Semitones;
}

const [gainReach, tiltReach]: readonly Decibels[] = [4, 4];
const [faintestLeak, loudestLeak]: readonly Decibels[] = [-36, -12];
/** Tempi that are surely wrong, as ratios: from 4 % on, within what neighbours in a catalogue have. */
const [leastOff, mostOff] = [1.04, 1.3];
/** A part in wrong phase lies between two beats by more than an eighth. */
const offBeat = 1 / 8;
/** A downbeat is moved by at most so many seconds. */
const mostMoved = 1;

/** Draws a batch of songs at one key; undefined where no key has two songs. Clips must be as long as `beats`, and heard as one input. */
export function mixBatch(
  clips: readonly MixClip[],
  options: MixBatchOptions,
  random: Random,
): MixBatch | undefined {
  const placed = songsAtOneKey(clips, options.songs, random);
  if (placed.length < 2) return undefined;
  const frames = options.beats * framesPerBeat;
  const [{ input }] = clips;
  const shortest = Math.min(...placed.map(({ clip }) => framesOf(clip)));
  // From one beat for all, so that bars stay together.
  const from = framesPerBeat * random.int(Math.floor((shortest - frames) / framesPerBeat) + 1);
  const own = placed.map((song): Heard => ({ song, shift: song.shift, from, pace: 1 }));
  const heard: Record<Role, Heard[]> = { vocal: [...own], harmonic: [...own], percussion: [...own] };
  const first = random.int(wrongKinds.length);
  const wrong = own.map((_, place) =>
    addWrong(heard, place, wrongKinds[(place + first) % wrongKinds.length], random),
  );
  const made = roles.map((role) => {
    const out = new Float32Array(heard[role].length * frames * rowSize(input));
    let at = 0;
    for (const [place, part] of heard[role].entries()) {
      const jittered = options.jitter ? jitterOf(placed, place, from, random) : plain;
      at = placeMel(out, at, stored(part, role), { ...part, ...jittered, frames, ...(input && { input }) });
    }
    return [role, out] as const;
  });
  const parts = Object.fromEntries(made) as Record<Role, Float32Array>; // of all roles
  return { songs: placed.map(({ clip }) => clip), frames, channels: inputChannels(input), parts, wrong };
}

/** Adds a song's own parts as they are surely wrong, and tells where they are. */
function addWrong(heard: Record<Role, Heard[]>, place: number, kind: WrongKind, random: Random): WrongParts {
  const own = heard.vocal[place];
  const inTempo = kind === 'key';
  const pace = inTempo ? 1 : wrongPace(random);
  const moved = inTempo ? 0 : wrongOffset(own.song.clip.bpm, random);
  const shift = kind === 'tempo' ? own.shift : otherShift(own.song, random);
  // The downbeat of one of the parts is moved.
  const [ofHarmony, ofDrums] = random.int(2) === 0 ? [moved, 0] : [0, moved];
  const harmonic = heard.harmonic.push({ ...own, shift, pace, from: own.from + ofHarmony }) - 1;
  if (inTempo) return { kind, harmonic, percussion: place };
  const percussion = heard.percussion.push({ ...own, pace, from: own.from + ofDrums }) - 1;
  return { kind, harmonic, percussion };
}

const wrongPace = (random: Random): number => {
  const ratio = random.range(leastOff, mostOff);
  return random.int(2) === 0 ? ratio : 1 / ratio;
};

/** In frames, off every beat. */
function wrongOffset(bpm: Bpm, random: Random): number {
  const most = Math.max(1, Math.floor((mostMoved * bpm) / 60));
  const beats = random.int(most) + random.range(offBeat, 1 - offBeat);
  return framesPerBeat * (random.int(2) === 0 ? beats : -beats);
}

/** Another of those that the song has. */
function otherShift({ clip, shift }: PlacedSong, random: Random): Semitones {
  const others = [...clip.harmonic.keys()].filter((each) => each !== shift);
  return random.pick(others) ?? shift;
}

const plain = { gain: 0, tilt: 0 } as const;

/** Level, equaliser and, by half, a leak of the next song's parts. */
function jitterOf(
  placed: readonly PlacedSong[],
  place: number,
  from: number,
  random: Random,
): Pick<MelPlacement, 'gain' | 'tilt' | 'leak'> {
  const levels = {
    gain: random.range(-gainReach, gainReach),
    tilt: random.range(-tiltReach, tiltReach),
  };
  const song = placed[(place + 1) % placed.length];
  const role = random.pick(roles) ?? 'vocal';
  const level = random.range(faintestLeak, loudestLeak);
  if (random.int(2) === 0) return levels;
  return { ...levels, leak: { stored: stored({ song, shift: song.shift, from, pace: 1 }, role), level } };
}

/** A clip has every shift that songsAtOneKey gives it. */
const stored = ({ song: { clip }, shift }: Heard, role: Role): Uint8Array =>
  role === 'percussion' ? clip.percussion : (clip[role].get(shift) ?? new Uint8Array());
