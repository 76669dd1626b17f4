import { isNote, type Note, type Ticks } from '../../domain/music/score.js';
import type { ChordSymbol, SungScore, WordedPart } from '../../domain/music/sungScore.js';

/** A song for a voice and what accompanies it. */
export interface SungSong {
  readonly ticksPerBeat: Ticks;
  readonly voice: readonly Note[];
  /** Of the other parts; without any, the chords that the symbols ask for. */
  readonly accompaniment: readonly Note[];
  /** It is what the symbols ask for, held: nobody has written how it is to be played. */
  readonly fromSymbols: boolean;
  /** In order of time; none where the score has no symbols. */
  readonly chords: readonly ChordSymbol[];
  readonly keys: SungScore['keys'];
  readonly tempi: SungScore['tempi'];
  readonly meters: SungScore['meters'];
  readonly bars: readonly Ticks[];
  readonly end: Ticks;
}

/** Fewer notes with words are no song, and fewer chords no accompaniment. */
const [fewestWords, fewestChords] = [40, 8];
/** A part with so many of the voice's words is another voice, no accompaniment. */
const secondVoice = 0.5;
/** Chords lie round middle C, their roots an octave and more below. */
const [chordFloor, bassFloor] = [55, 36];
const velocity = 80;

const notesOf = ({ events }: Pick<WordedPart, 'events'>): readonly Note[] => events.filter(isNote);

/** The part with the most words and what is played to it; undefined where nobody sings, or nothing accompanies. */
export function sungSong(score: SungScore): SungSong | undefined {
  const { parts, chords, keys, tempi, meters, bars, end, ticksPerBeat } = score;
  const voice = parts.reduce<WordedPart | undefined>(
    (best, part) => (part.words > (best?.words ?? 0) ? part : best),
    undefined,
  );
  if (!voice || voice.words < fewestWords) return undefined;
  const others = parts.filter((part) => part !== voice && part.words < secondVoice * voice.words);
  const played = others.flatMap(notesOf).toSorted((a, b) => a.at - b.at || a.pitch - b.pitch);
  const asked = chords.filter(({ intervals }) => intervals.length > 0).length;
  if (played.length === 0 && asked < fewestChords) return undefined;
  const accompaniment = played.length > 0 ? played : chordNotes(chords, end);
  const places = { ticksPerBeat, keys, tempi, meters, bars, end };
  return { ...places, voice: notesOf(voice), accompaniment, chords, fromSymbols: played.length === 0 };
}

/** Each chord held until the next: its notes round middle C, its bass below. */
export function chordNotes(chords: readonly ChordSymbol[], end: Ticks): readonly Note[] {
  return chords.flatMap(({ at, root, intervals, bass = root }, i): Note[] => {
    const duration = (chords.at(i + 1)?.at ?? end) - at;
    if (intervals.length === 0 || duration <= 0) return [];
    const above = (floor: number, pitchClass: number): number =>
      floor + ((((pitchClass - floor) % 12) + 12) % 12);
    const pitches = [
      above(bassFloor, bass),
      ...intervals.map((interval) => above(chordFloor, root + interval)),
    ];
    return pitches.map((pitch) => ({ kind: 'note', at, duration, pitch, velocity }));
  });
}
