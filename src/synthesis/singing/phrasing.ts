import type { Random } from '../../domain/random.js';
import type { Seconds } from '../../domain/units.js';
import { syllableOf, vowels, type Syllable, type Vowel } from './syllable.js';

/** A note for a singer. */
export interface LineNote {
  readonly from: Seconds;
  readonly to: Seconds;
  /** MIDI number. */
  readonly pitch: number;
  /** What is sung on it; left out: it goes on with the syllable before. */
  readonly syllable?: string;
}

/** A note of a line of single notes, and how it is reached. */
export interface PhrasedNote extends LineNote {
  /** Its consonant lies before `from`. */
  readonly onset: Syllable['onset'];
  readonly consonants: string;
  readonly vowel: Vowel;
  /** Nothing sounds before it. */
  readonly begins: boolean;
  /** Nothing follows at once. */
  readonly ends: boolean;
}

/** Shorter breaks are none. */
const rest: Seconds = 0.06;
/** Notes that begin so near to each other are a chord. */
const together: Seconds = 0.02;

/** Notes as a line: of several at once the highest, each until the next begins at the latest. */
export function phrased(notes: readonly LineNote[], random: Random): readonly PhrasedNote[] {
  const line = oneLine(notes);
  let last: Vowel = random.pick(vowels) ?? 'a';
  return line.map((note, i) => {
    const begins = i === 0 || note.from - line[i - 1].to > rest;
    const ends = i === line.length - 1 || line[i + 1].from - note.to > rest;
    const known: Syllable =
      note.syllable === undefined
        ? { onset: 'none', consonants: '', vowel: last }
        : syllableOf(note.syllable);
    last = known.vowel ?? random.pick(vowels) ?? 'a';
    return { ...note, onset: known.onset, consonants: known.consonants, vowel: last, begins, ends };
  });
}

function oneLine(notes: readonly LineNote[]): readonly LineNote[] {
  const line: LineNote[] = [];
  for (const note of notes.toSorted((a, b) => a.from - b.from || b.pitch - a.pitch)) {
    const before = line.at(-1);
    if (before && note.from - before.from < together) continue;
    if (before && before.to > note.from) line[line.length - 1] = { ...before, to: note.from };
    line.push(note);
  }
  return line;
}
