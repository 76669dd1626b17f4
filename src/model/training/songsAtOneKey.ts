import type { Random } from '../../domain/random.js';
import type { Semitones } from '../../domain/units.js';
import type { MixClip } from './mixClip.js';

/** A clip, moved so that its song is at the key of others. */
export interface PlacedSong {
  readonly clip: MixClip;
  readonly shift: Semitones;
}

const pitchClasses = 12;
/** The shift that brings a tonic to another, −6 … +5. */
const shiftBetween = (from: number, to: number): Semitones =>
  ((to - from + pitchClasses + pitchClasses / 2) % pitchClasses) - pitchClasses / 2;

/** Draws at most so many songs that can be moved to one key, which is drawn as often as it has songs, and a clip of each. */
export function songsAtOneKey(
  clips: readonly MixClip[],
  most: number,
  random: Random,
): readonly PlacedSong[] {
  const key = drawKey(clips, random);
  const bySong = new Map<string, PlacedSong[]>();
  for (const placed of reaching(clips, key)) {
    const known = bySong.get(placed.clip.song);
    if (known) known.push(placed);
    else bySong.set(placed.clip.song, [placed]);
  }
  const songs = [...bySong.values()];
  return Array.from({ length: Math.min(most, songs.length) }, (_, drawn) => {
    const other = drawn + random.int(songs.length - drawn);
    [songs[drawn], songs[other]] = [songs[other], songs[drawn]];
    return random.pick(songs[drawn]) ?? songs[drawn][0];
  });
}

function drawKey(clips: readonly MixClip[], random: Random): number {
  const counts = Array.from(
    { length: pitchClasses },
    (_, key) => new Set(reaching(clips, key).map(({ clip }) => clip.song)).size,
  );
  // Keys at which there is one song alone have nothing to tell it from.
  const shares = counts.map((count) => (count < 2 ? 0 : count));
  let left = random.next() * shares.reduce((sum, share) => sum + share, 0);
  const drawn = shares.findIndex((share) => (left -= share) < 0);
  return Math.max(0, drawn);
}

const reaching = (clips: readonly MixClip[], key: number): readonly PlacedSong[] =>
  clips
    .map((clip) => ({ clip, shift: shiftBetween(clip.relativeMajor, key) }))
    .filter(({ clip, shift }) => clip.vocal.has(shift) && clip.harmonic.has(shift));
