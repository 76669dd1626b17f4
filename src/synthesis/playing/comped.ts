import type { Meter } from '../../domain/music/grid.js';
import type { Random } from '../../domain/random.js';
import type { BeatNote } from '../sung/songWindows.js';
import type { Accompaniment } from './accompaniment.js';

/** A chord, from beat to beat. */
interface Chord {
  readonly from: number;
  readonly to: number;
  readonly bass: number;
  /** From the lowest up. */
  readonly tones: readonly number[];
}

/** A chord within one beat. */
interface Slot extends Chord {
  /** Of the bar. */
  readonly beat: number;
  readonly strong: boolean;
}

/** What is played of a chord within a beat, the bass apart. */
type Pattern = (slot: Slot) => Accompaniment;

const tone = (pitch: number, from: number, to: number): BeatNote => ({ from, to, pitch });
const all = ({ tones }: Slot, from: number, to: number): readonly BeatNote[] =>
  tones.map((pitch) => tone(pitch, from, to));

/** Of a song's bass a fifth, on the second strong beat of a bar. */
const bassOn = ({ bass, beat, from, to }: Slot, length: number): BeatNote =>
  tone(beat === 0 ? bass : bass + 7 > 48 ? bass - 5 : bass + 7, from, Math.min(to, from + length));

const patterns: readonly Pattern[] = [
  // Bass and chord in turn.
  (slot) => ({
    bass: slot.strong ? [bassOn(slot, 0.8)] : [],
    other: slot.strong ? [] : all(slot, slot.from, slot.from + 0.6 * (slot.to - slot.from)),
  }),
  // A chord on each beat.
  (slot) => ({
    bass: slot.strong ? [bassOn(slot, 2)] : [],
    other: all(slot, slot.from, slot.from + 0.85 * (slot.to - slot.from)),
  }),
  // Two chords a beat.
  (slot) => {
    const middle = (slot.from + slot.to) / 2;
    return {
      bass: slot.strong ? [bassOn(slot, 1)] : [],
      other: [
        ...all(slot, slot.from, slot.from + 0.8 * (middle - slot.from)),
        ...all(slot, middle, middle + 0.8 * (slot.to - middle)),
      ],
    };
  },
  // Broken chords.
  (slot) => {
    const half = (slot.to - slot.from) / 2;
    const at = (n: number): number => slot.tones[(2 * slot.beat + n) % slot.tones.length];
    return {
      bass: slot.strong ? [bassOn(slot, 2)] : [],
      other: [0, 1].map((n) => tone(at(n), slot.from + n * half, slot.from + (n + 1) * half)),
    };
  },
  // Held, struck again on strong beats.
  (slot) => ({
    bass: slot.beat === 0 || slot.strong ? [tone(slot.bass, slot.from, slot.to)] : [],
    other: slot.strong ? all(slot, slot.from, slot.from + 1.9) : [],
  }),
];

/** Chords that are held, as an accompanist plays them: one of a few patterns, drawn. `held`: notes with the times of their chords, the lowest the bass. */
export function comped(held: readonly BeatNote[], meter: Meter, random: Random): Accompaniment {
  const pattern = random.pick(patterns) ?? patterns[0];
  const slots = chordsOf(held).flatMap((chord) => slotsOf(chord, meter));
  const played = slots.map(pattern);
  return {
    bass: played.flatMap(({ bass }) => bass),
    other: played.flatMap(({ other }) => other),
  };
}

function chordsOf(held: readonly BeatNote[]): readonly Chord[] {
  const byTimes = new Map<string, BeatNote[]>();
  for (const note of held) {
    const name = `${note.from} ${note.to}`;
    byTimes.set(name, [...(byTimes.get(name) ?? []), note]);
  }
  return [...byTimes.values()].map((notes) => {
    const [bass, ...tones] = notes.map(({ pitch }) => pitch).toSorted((a, b) => a - b);
    return { from: notes[0].from, to: notes[0].to, bass, tones: tones.length > 0 ? tones : [bass + 12] };
  });
}

/** A change within a beat, or one just before it, is played at once. */
function slotsOf(chord: Chord, meter: Meter): readonly Slot[] {
  const first = Math.floor(chord.from + 1e-6);
  const count = Math.ceil(chord.to - 1e-6) - first;
  return Array.from({ length: count }, (_, i): Slot => {
    const beat = (first + i) % meter;
    const begins = i === 0;
    const strong = begins || beat === 0 || (meter === 4 && beat === 2) || (meter === 6 && beat === 3);
    return {
      ...{ ...chord, beat: begins ? 0 : beat, strong },
      ...{ from: Math.max(first + i, chord.from), to: Math.min(first + i + 1, chord.to) },
    };
  });
}
