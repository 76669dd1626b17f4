import type { Note, Ticks } from '../../domain/music/score.js';
import type { SungSong } from './sungSong.js';

/** Some beats of a song in which somebody sings and something is played. */
export interface SongWindow {
  /** In beats from its beginning on; a note that began before begins with it. */
  readonly voice: readonly BeatNote[];
  readonly accompaniment: readonly BeatNote[];
  readonly beats: number;
  /** Pitch class of the relative major's tonic, by the key signature. */
  readonly relativeMajor: number;
  /** The first beat, counted from the beginning of the song. */
  readonly firstBeat: number;
}

/** A note, its times in beats. */
export interface BeatNote {
  readonly from: number;
  readonly to: number;
  readonly pitch: number;
}

/** Beats in which a role must sound. */
const [leastSung, leastPlayed] = [0.4, 0.6];

/** Windows of so many beats, each from a bar line on, that do not overlap and lie in one key signature; those with silence are left out. */
export function songWindows(song: SungSong, beats: number): readonly SongWindow[] {
  const windows: SongWindow[] = [];
  const length = beats * song.ticksPerBeat;
  let free: Ticks = 0;
  for (const from of song.bars) {
    if (from < free || from + length > song.end) continue;
    const window = windowAt(song, from, beats);
    if (!window) continue;
    windows.push(window);
    free = from + length;
  }
  return windows;
}

function windowAt(song: SungSong, from: Ticks, beats: number): SongWindow | undefined {
  const { ticksPerBeat, keys } = song;
  const to = from + beats * ticksPerBeat;
  const fifths = keys.findLast(({ at }) => at <= from)?.fifths;
  if (fifths === undefined || keys.some((key) => key.at > from && key.at < to && key.fifths !== fifths))
    return undefined;
  const within = (notes: readonly Note[]): readonly BeatNote[] =>
    notes
      .filter(({ at, duration }) => at < to && at + duration > from)
      .map(({ at, duration, pitch }) => ({
        from: (Math.max(at, from) - from) / ticksPerBeat,
        to: (Math.min(at + duration, to) - from) / ticksPerBeat,
        pitch,
      }));
  const [voice, accompaniment] = [within(song.voice), within(song.accompaniment)];
  if (
    soundingBeats(voice, beats) < leastSung * beats ||
    soundingBeats(accompaniment, beats) < leastPlayed * beats
  )
    return undefined;
  const relativeMajor = (((7 * fifths) % 12) + 12) % 12;
  return { voice, accompaniment, beats, relativeMajor, firstBeat: from / ticksPerBeat };
}

/** Beats in which a note sounds. */
function soundingBeats(notes: readonly BeatNote[], beats: number): number {
  const sounds = new Uint8Array(beats);
  for (const { from, to } of notes)
    for (let beat = Math.floor(from); beat < Math.min(beats, to - 1e-9); beat += 1) sounds[beat] = 1;
  return sounds.reduce((sum, x) => sum + x, 0);
}
