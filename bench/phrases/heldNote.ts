import { decimate } from '../../src/audio/signal/decimate.js';
import { pitchOf } from '../../src/audio/voice/pitchOf.js';
import type { Hertz, Seconds } from '../../src/domain/units.js';

/** Pitches are looked for every hundredth of a second, so far to either side. */
const step: Seconds = 0.01;
const reach: Seconds = 0.1;
/** A break of one frame may be an error of the tracker. */
const unpitched = 1;
/** Semitones between neighbours, and from one side to the other: more is another note. */
const leap = 1;
/** A note lies so near to the loud passages of its stem, and falls by no more in its midst, dB. */
const level = { range: 24, dip: 8 } as const;

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1];
const decibels = (power: number): number => 10 * Math.log10(power + 1e-12);

function power(signal: Float32Array, centre: number, half: number): number {
  const part = signal.subarray(Math.max(0, centre - half), Math.max(0, centre + half));
  return part.reduce((sum, x) => sum + x * x, 0) / Math.max(1, part.length);
}

/**
 * Tells whether a note of a mono vocals stem is held over a time: a pitch tracker (YIN) hears one pitch, within a semitone and without a
 * break or a dip, from 0.1 s before it to 0.1 s after it. It knows nothing of where the analysis takes the voice to sing.
 */
export function heldNote(vocals: Float32Array, sampleRate: Hertz): (time: Seconds) => boolean {
  const factor = 4;
  const low = decimate(vocals, factor);
  const rate = sampleRate / factor;
  const half = Math.round(step * rate);
  const all = Array.from({ length: Math.floor(low.length / half) }, (_, t) =>
    decibels(power(low, t * half, half)),
  );
  const loud = all.toSorted((a, b) => a - b)[Math.floor(0.95 * all.length)] ?? 0;
  const count = Math.round(reach / step);
  return (time) => {
    const centres = Array.from({ length: 2 * count + 1 }, (_, i) =>
      Math.round((time + (i - count) * step) * rate),
    );
    const levels = centres.map((centre) => decibels(power(low, centre, half)));
    if (Math.min(...levels) < loud - level.range) return false;
    const [before, after] = [median(levels.slice(0, count)), median(levels.slice(count + 1))];
    if (Math.min(...levels) < Math.min(before, after) - level.dip) return false;
    const pitches = centres.flatMap((centre) => pitchOf(low, rate, centre) ?? []);
    if (pitches.length < centres.length - unpitched) return false;
    const notes = pitches.map((pitch) => 12 * Math.log2(pitch));
    const leaps = notes.slice(1).map((note, i) => Math.abs(note - notes[i]));
    const moved = Math.abs(median(notes.slice(0, count)) - median(notes.slice(-count)));
    return Math.max(...leaps) < leap && moved < leap;
  };
}
