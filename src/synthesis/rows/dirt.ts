import { semitones } from '../../audio/semitones/semitoneGrid.js';
import type { Random } from '../../domain/random.js';
import { chance, normal } from './draws.js';

const decibels = (value: number): number => 10 ** (value / 10);

/**
 * What recordings do to rows of powers, by chance: an equaliser, the tail of a room, noise, strokes of drums that have leaked, and a compressor. Changes them in place.
 */
export function dirty(rows: Float32Array, random: Random): void {
  const count = rows.length / semitones;
  equalise(rows, random);
  reverberate(rows, random.range(0, 0.35));
  const loudest = rows.reduce((a, b) => Math.max(a, b), 0);
  if (loudest <= 0) return;
  const noise = loudest * decibels(random.range(-60, -26));
  const bursts = chance(random, 0.5) ? random.range(0.02, 0.25) : 0;
  const burst = loudest * decibels(random.range(-36, -16));
  for (let row = 0; row < count; row += 1) {
    const stroke = random.next() < bursts ? burst : 0;
    // The power of noise in a bin is spread as an exponential.
    for (let i = 0; i < semitones; i += 1)
      rows[row * semitones + i] -= (noise + stroke) * Math.log(1 - random.next());
  }
  compress(rows, random.range(0, 0.5));
}

/** A smooth curve of some decibels over the range. */
function equalise(rows: Float32Array, random: Random): void {
  const knots = Array.from({ length: 5 }, () => 3 * normal(random));
  const gains = Array.from({ length: semitones }, (_, i) => {
    const place = (i / (semitones - 1)) * (knots.length - 1);
    const below = Math.min(knots.length - 2, Math.floor(place));
    return decibels(knots[below] + (place - below) * (knots[below + 1] - knots[below]));
  });
  for (let i = 0; i < rows.length; i += 1) rows[i] *= gains[i % semitones];
}

/** Each row has some of the one before in it. */
function reverberate(rows: Float32Array, share: number): void {
  for (let i = semitones; i < rows.length; i += 1) rows[i] += share * share * rows[i - semitones];
}

/** Loud rows are made quieter: by a share of what they are louder, in decibels, than the mean. */
function compress(rows: Float32Array, share: number): void {
  const levels = Array.from({ length: rows.length / semitones }, (_, row) =>
    Math.log(1e-12 + rows.subarray(row * semitones, (row + 1) * semitones).reduce((a, b) => a + b, 0)),
  );
  const mean = levels.reduce((a, b) => a + b, 0) / levels.length;
  for (const [row, level] of levels.entries()) {
    const gain = Math.exp(-share * (level - mean));
    if (level < mean - 8) continue;
    for (let i = row * semitones; i < (row + 1) * semitones; i += 1) rows[i] *= gain;
  }
}
