import { boxAverage } from '../../audio/signal/boxAverage.js';
import type { Random } from '../../domain/random.js';
import type { Seconds } from '../../domain/units.js';
import { normal } from '../rows/draws.js';
import { consonantTime } from './consonants.js';
import type { PhrasedNote } from './phrasing.js';
import { pitchContour } from './pitchContour.js';
import type { Singer } from './singer.js';
import { pointOf } from './step.js';
import { closed, formantsOf } from './vocalTract.js';

/** What a voice does, a value every `step` samples. */
export interface Contours {
  /** MIDI number, fractional. */
  readonly pitch: Float32Array;
  /** Of the voice, 0 … about 1. */
  readonly gain: Float32Array;
  /** Hertz: three of them. */
  readonly formants: readonly Float32Array[];
}

/** Half of the time in which the mouth moves, and the voice begins and ends, in points. */
const [mouth, attack] = [6, 3];
/** How loud the voice is while the mouth is closed. */
const hummed = 0.3;

/** Contours of a line of notes, as a singer sings it. */
export function contoursOf(
  notes: readonly PhrasedNote[],
  { singer, points, random }: { readonly singer: Singer; readonly points: number; readonly random: Random },
): Contours {
  const gain = new Float32Array(points);
  const formants = [0, 1, 2].map((i) => new Float32Array(points).fill(singer.formants * formantsOf.a[i]));
  for (const [n, note] of notes.entries()) {
    const next = notes.at(n + 1);
    const loudness = Math.exp(0.15 * normal(random));
    const [from, until] = [pointOf(note.from), pointOf(voicedUntil(note, next, singer))];
    gain.fill(loudness, from, Math.max(from + 1, until));
    const mouthFrom = note.begins ? Math.max(0, from - 20) : from;
    formants.forEach((formant, i) => formant.fill(singer.formants * formantsOf[note.vowel][i], mouthFrom));
    if (note.onset !== 'nasal' && note.onset !== 'glide') continue;
    const before = pointOf(note.from - consonantTime(note));
    gain.fill(hummed * loudness, Math.max(0, before), from);
    if (note.onset === 'nasal')
      formants.forEach((formant, i) => formant.fill(closed[i], Math.max(0, before), from));
  }
  for (let pass = 0; pass < 2; pass += 1) {
    boxAverage(gain, attack);
    formants.forEach((formant) => boxAverage(formant, mouth));
  }
  return { pitch: pitchContour(notes, { singer, points, random }), gain, formants };
}

/** A note sounds until the next one's consonant, or a little before a rest. */
function voicedUntil(note: PhrasedNote, next: PhrasedNote | undefined, { release }: Singer): Seconds {
  if (note.ends || !next) return Math.max(note.from + (note.to - note.from) / 2, note.to - release);
  return next.onset === 'none'
    ? next.from
    : next.from - Math.min(consonantTime(next), (next.from - note.from) / 2);
}
