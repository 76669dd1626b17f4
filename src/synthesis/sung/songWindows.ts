import type { Meter } from '../../domain/music/grid.js';
import type { Note, Ticks } from '../../domain/music/score.js';
import type { Bpm } from '../../domain/units.js';
import { countingOf } from './counting.js';
import type { SungSong } from './sungSong.js';

/** Some bars of a song in which somebody sings and something is played. */
export interface SongWindow {
  /** In beats from its beginning on; a note that began before begins with it. */
  readonly voice: readonly BeatNote[];
  readonly accompaniment: readonly BeatNote[];
  /** Whole bars of `meter`, from a bar line on. */
  readonly beats: number;
  readonly meter: Meter;
  /** Beats of the meter a minute; left out: the score does not tell. */
  readonly bpm?: Bpm;
  /** Left out: nobody drums. */
  readonly drums?: WindowDrums;
  /** Pitch class of the relative major's tonic, by the key signature, or by the notes where a piece has none. */
  readonly relativeMajor: number;
  /** The first beat, counted from the beginning of the song. */
  readonly firstBeat: number;
}

/** A note, its times in beats. */
export interface BeatNote {
  readonly from: number;
  readonly to: number;
  readonly pitch: number;
  /** What is sung on it; left out: nothing new. */
  readonly syllable?: string;
}

/** A stroke on a percussion instrument, its time in beats. */
export interface BeatStroke {
  readonly at: number;
  /** The instrument: General MIDI. */
  readonly pitch: number;
  /** 1 … 127. */
  readonly velocity: number;
}

export interface WindowDrums {
  readonly strokes: readonly BeatStroke[];
  /** Taken from somewhere else: they share meter and tempo with the song, and nothing else. */
  readonly paired: boolean;
}

/** About how many beats a window is to have in a meter, at the tempo that is written, if any. */
export type BeatsAt = (place: Pick<SongWindow, 'meter' | 'bpm'>) => number;

/** Beats in which a role must sound. */
const [leastSung, leastPlayed] = [0.4, 0.6];

/**
 * Windows of about so many beats (an even number of bars), that do not overlap and lie in one key signature and in one time signature that is counted (counting.ts);
 * those with silence are left out, and those in which bars are longer or shorter.
 */
export function songWindows(song: SungSong, beats: number | BeatsAt): readonly SongWindow[] {
  const beatsAt = typeof beats === 'number' ? () => beats : beats;
  const windows: SongWindow[] = [];
  const lines = new Set([...song.bars, song.end]);
  let free: Ticks = 0;
  for (const from of song.bars) {
    const span = from < free ? undefined : spanFrom(song, from, beatsAt);
    if (!span || !span.lines.every((line) => lines.has(line))) continue;
    const window = windowAt(song, span);
    if (!window) continue;
    windows.push(window);
    free = span.to;
  }
  return windows;
}

/** Where a window would lie, and how it is counted. */
interface Span {
  readonly from: Ticks;
  readonly to: Ticks;
  readonly meter: Meter;
  readonly beats: number;
  readonly bpm: Bpm | undefined;
  /** Ticks of a beat. */
  readonly beat: Ticks;
  /** Where the bars end as they are written. */
  readonly lines: readonly Ticks[];
}

const common = { beats: 4, unit: 4 };

function spanFrom(
  { meters, tempi, ticksPerBeat }: SungSong,
  from: Ticks,
  beatsAt: BeatsAt,
): Span | undefined {
  const signature = meters.findLast(({ at }) => at <= from) ?? common;
  const counted = countingOf(signature);
  if (!counted) return undefined;
  const { meter } = counted;
  const beat = counted.beat * ticksPerBeat;
  // Tempi are of quarters.
  const tempo = tempi.findLast(({ at }) => at <= from);
  const bpm = tempo && (tempo.bpm * ticksPerBeat) / beat;
  const about = beatsAt({ meter, ...(bpm !== undefined && { bpm }) });
  const beats = 2 * meter * Math.max(1, Math.round(about / (2 * meter)));
  const to = from + beats * beat;
  const changes = meters.some(
    ({ at, ...other }) =>
      at > from && at < to && (other.beats !== signature.beats || other.unit !== signature.unit),
  );
  if (changes) return undefined;
  const bar = (signature.beats * 4 * ticksPerBeat) / signature.unit;
  const lines = Array.from({ length: Math.round((to - from) / bar) }, (_, i) => from + (i + 1) * bar);
  return { from, to, meter, beats, bpm, beat, lines };
}

function windowAt(song: SungSong, { from, to, meter, beats, bpm, beat }: Span): SongWindow | undefined {
  const { keys } = song;
  const fifths = keys.findLast(({ at }) => at <= from)?.fifths;
  if (fifths === undefined || keys.some((key) => key.at > from && key.at < to && key.fifths !== fifths))
    return undefined;
  const within = (notes: readonly Note[]): readonly BeatNote[] =>
    notes
      .filter(({ at, duration }) => at < to && at + duration > from)
      .map(({ at, duration, pitch, syllable }) => ({
        from: (Math.max(at, from) - from) / beat,
        to: (Math.min(at + duration, to) - from) / beat,
        pitch,
        ...(syllable !== undefined && { syllable }),
      }));
  const [voice, accompaniment] = [within(song.voice), within(song.accompaniment)];
  if (
    soundingBeats(voice, beats) < leastSung * beats ||
    soundingBeats(accompaniment, beats) < leastPlayed * beats
  )
    return undefined;
  const relativeMajor = (((7 * fifths) % 12) + 12) % 12;
  return {
    ...{ voice, accompaniment, beats, meter, relativeMajor, firstBeat: from / beat },
    ...(bpm !== undefined && { bpm }),
  };
}

/** Beats in which a note sounds. */
function soundingBeats(notes: readonly BeatNote[], beats: number): number {
  const sounds = new Uint8Array(beats);
  for (const { from, to } of notes)
    for (let beat = Math.floor(from); beat < Math.min(beats, to - 1e-9); beat += 1) sounds[beat] = 1;
  return sounds.reduce((sum, x) => sum + x, 0);
}
