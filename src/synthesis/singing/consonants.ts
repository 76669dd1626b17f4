import type { Hertz, Seconds } from '../../domain/units.js';
import type { PhrasedNote } from './phrasing.js';

/** Noise that is part of singing. */
export interface Noise {
  readonly from: Seconds;
  readonly to: Seconds;
  /** Where it is strongest, and how narrow it is (Q of a band pass). */
  readonly centre: Hertz;
  readonly narrowness: number;
  /** Root of its mean power, times that of the voice. */
  readonly gain: number;
}

const seconds: Readonly<Record<PhrasedNote['onset'], Seconds>> = {
  ...{ none: 0, hiss: 0.1, burst: 0.05, nasal: 0.07, glide: 0.05 },
};

/** How long before a note its consonant begins: for shorter notes it is shorter. */
export const consonantTime = ({ onset, from, to }: PhrasedNote): Seconds =>
  Math.min(seconds[onset], (to - from) / 2);

/** Centres and narrowness of what hisses and bursts, roughly, by how it is written. */
const colours: readonly (readonly [letters: RegExp, centre: Hertz, narrowness: number, gain: number])[] = [
  [/^(sch|sh|ch|j)/, 3000, 1.5, 0.5],
  [/^[szßcx]/, 6500, 1.5, 0.5],
  [/^(f|v|ph|th)/, 5000, 0.4, 0.15],
  [/^h/, 1500, 0.6, 0.12],
  [/^[td]/, 4500, 0.7, 0.8],
  [/^[kgq]/, 2000, 1, 0.8],
  [/^[pb]/, 900, 0.7, 0.8],
];
/** A burst ends a silence. */
const burst: Seconds = 0.018;

/** The noise of a note's consonant; undefined where it has none. `loudness`: times the voice. */
export function consonantNoise(note: PhrasedNote, loudness: number): Noise | undefined {
  if (note.onset !== 'hiss' && note.onset !== 'burst') return undefined;
  const [, centre, narrowness, gain] =
    colours.find(([letters]) => letters.test(note.consonants)) ?? colours[0];
  const from =
    note.from - (note.onset === 'hiss' ? consonantTime(note) : Math.min(burst, consonantTime(note)));
  return { from, to: note.from, centre, narrowness, gain: gain * loudness };
}

/** Breath that is drawn before a phrase, where there is time for it. */
export function breathNoise(note: PhrasedNote, pause: Seconds): Noise | undefined {
  if (pause < 0.35) return undefined;
  const to = note.from - consonantTime(note) - 0.05;
  return { from: Math.max(to - 0.3, note.from - pause), to, centre: 1800, narrowness: 0.6, gain: 0.04 };
}
