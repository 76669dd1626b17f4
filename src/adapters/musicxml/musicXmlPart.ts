import type { Note, Score, Ticks } from '../../domain/music/score.js';
import type { ChordSymbol, KeySignature, WordedPart } from '../../domain/music/sungScore.js';
import { intervalsOf } from './chordKinds.js';
import { childOf, numberOf, textOf, type XmlElement } from './xmlTree.js';

/** Ticks of a quarter: triplets, quintuplets and 64ths are whole. */
export const ticksPerBeat: Ticks = 960;

/** What one part tells. */
export interface PartRead {
  readonly part: WordedPart;
  readonly tempi: Score['tempi'];
  readonly meters: Score['meters'];
  readonly keys: readonly KeySignature[];
  readonly chords: readonly ChordSymbol[];
  readonly bars: readonly Ticks[];
  readonly end: Ticks;
}

interface Writing {
  readonly notes: Note[];
  /** Notes that are tied to the next of their pitch. */
  readonly tied: Map<number, Note>;
  readonly tempi: Score['tempi'][number][];
  readonly meters: Score['meters'][number][];
  readonly keys: KeySignature[];
  readonly chords: ChordSymbol[];
  words: number;
  /** Units of a quarter, and semitones by which it sounds higher than written. */
  divisions: number;
  transpose: number;
  /** Where the next note begins, and where the one before did. */
  at: Ticks;
  before: Ticks;
}

const steps: Readonly<Record<string, number>> = { C: 0, D: 2, E: 4, F: 5, G: 7, A: 9, B: 11 };
const velocity = 80;

/** Reads a part bar by bar. */
export function musicXmlPart(
  element: XmlElement,
  { name, channel }: Pick<WordedPart, 'name' | 'channel'>,
): PartRead {
  const writing: Writing = {
    ...{ notes: [], tied: new Map(), tempi: [], meters: [], keys: [], chords: [], words: 0 },
    ...{ divisions: 1, transpose: 0, at: 0, before: 0 },
  };
  const bars: Ticks[] = [];
  let from: Ticks = 0;
  for (const measure of element.children.filter((child) => child.name === 'measure')) {
    bars.push(from);
    from = barEnd(measure, writing, from);
  }
  const { notes, words, tempi, meters, keys, chords } = writing;
  const events = notes.toSorted((a, b) => a.at - b.at || a.pitch - b.pitch);
  return { part: { name, channel, events, words }, tempi, meters, keys, chords, bars, end: from };
}

/** Reads a bar; its voices may end before it does, and the longest of them tells how long it is. */
function barEnd(measure: XmlElement, writing: Writing, from: Ticks): Ticks {
  writing.at = writing.before = from;
  let end = from;
  for (const element of measure.children) {
    read(element, writing);
    end = Math.max(end, writing.at);
  }
  return end;
}

function read(element: XmlElement, writing: Writing): void {
  switch (element.name) {
    case 'attributes':
      return attributes(element, writing);
    case 'note':
      return note(element, writing);
    case 'backup':
      writing.at = Math.max(0, writing.at - durationOf(element, writing));
      return;
    case 'forward':
      writing.at += durationOf(element, writing);
      return;
    case 'harmony':
      return harmony(element, writing);
    case 'direction':
    case 'sound':
      return tempo(element, writing);
  }
}

const durationOf = (element: XmlElement, { divisions }: Writing): Ticks =>
  Math.round(((numberOf(element, 'duration') ?? 0) * ticksPerBeat) / divisions);

function attributes(element: XmlElement, writing: Writing): void {
  const { at } = writing;
  const divisions = numberOf(element, 'divisions');
  if (divisions !== undefined && divisions > 0) writing.divisions = divisions;
  const transpose = childOf(element, 'transpose');
  if (transpose)
    writing.transpose =
      (numberOf(transpose, 'chromatic') ?? 0) + 12 * (numberOf(transpose, 'octave-change') ?? 0);
  const fifths = numberOf(element, 'key', 'fifths');
  if (fifths !== undefined) writing.keys.push({ at, fifths });
  const [beats, unit] = [numberOf(element, 'time', 'beats'), numberOf(element, 'time', 'beat-type')];
  if (beats !== undefined && unit !== undefined) writing.meters.push({ at, beats, unit });
}

function note(element: XmlElement, writing: Writing): void {
  if (childOf(element, 'grace')) return;
  const duration = durationOf(element, writing);
  // A note of a chord begins with the one before it.
  const at = childOf(element, 'chord') ? writing.before : writing.at;
  if (!childOf(element, 'chord')) {
    writing.before = writing.at;
    writing.at += duration;
  }
  // A cue takes its time, and is another's to play.
  if (childOf(element, 'cue')) return;
  const step = textOf(element, 'pitch', 'step');
  const octave = numberOf(element, 'pitch', 'octave');
  if (step === undefined || octave === undefined || !(step in steps)) return;
  const lyric = childOf(element, 'lyric');
  if (lyric) writing.words += 1;
  const syllable = lyric && textOf(lyric, 'text');
  const alter = Math.round(numberOf(element, 'pitch', 'alter') ?? 0);
  sound(element, writing, {
    ...{ kind: 'note', at, duration, velocity },
    pitch: 12 * (octave + 1) + steps[step] + alter + writing.transpose,
    ...(syllable !== undefined && { syllable }),
  });
}

/** A note that is tied to one that has just ended goes on with it. */
function sound(element: XmlElement, { notes, tied }: Writing, fresh: Note): void {
  const ties = element.children.filter(({ name }) => name === 'tie').map(({ attributes: { type } }) => type);
  const former = ties.includes('stop') ? tied.get(fresh.pitch) : undefined;
  const goesOn = former !== undefined && former.at + former.duration === fresh.at;
  const whole = goesOn ? { ...former, duration: former.duration + fresh.duration } : fresh;
  if (goesOn) notes[notes.lastIndexOf(former)] = whole;
  else notes.push(whole);
  if (ties.includes('start')) tied.set(whole.pitch, whole);
  else tied.delete(whole.pitch);
}

function harmony(element: XmlElement, { at, transpose, chords, divisions }: Writing): void {
  const root = pitchClass(element, 'root');
  const kind = textOf(element, 'kind') ?? 'none';
  const offset = Math.round(((numberOf(element, 'offset') ?? 0) * ticksPerBeat) / divisions);
  const moved = (pitch: number): number => (((pitch + transpose) % 12) + 12) % 12;
  if (root === undefined) {
    chords.push({ at: at + offset, root: 0, intervals: [] });
    return;
  }
  const bass = pitchClass(element, 'bass');
  chords.push({
    ...{ at: at + offset, root: moved(root), intervals: intervalsOf(kind) },
    ...(bass !== undefined && bass !== root && { bass: moved(bass) }),
  });
}

function pitchClass(element: XmlElement, what: 'root' | 'bass'): number | undefined {
  const step = textOf(element, what, `${what}-step`);
  if (step === undefined || !(step in steps)) return undefined;
  return (steps[step] + Math.round(numberOf(element, what, `${what}-alter`) ?? 0) + 12) % 12;
}

function tempo(element: XmlElement, { at, tempi }: Writing): void {
  const sounds = element.name === 'sound' ? element : childOf(element, 'sound');
  const bpm = Number(sounds?.attributes['tempo']);
  if (bpm > 0 && Number.isFinite(bpm)) tempi.push({ at, bpm });
}
