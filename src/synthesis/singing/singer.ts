import type { Random } from '../../domain/random.js';
import type { Hertz, Seconds, Semitones } from '../../domain/units.js';

/** How somebody sings. */
export interface Singer {
  /** Formants of a man's vocal tract, times this. */
  readonly formants: number;
  /** Partial k of the voice has the amplitude k^−slope before the vocal tract. */
  readonly slope: number;
  /** Gain of the singer's formant, near 3 kHz. */
  readonly ring: number;
  /** Noise of breath in held notes, times the voice. */
  readonly breath: number;
  readonly vibrato: { readonly rate: Hertz; readonly depth: Semitones; readonly after: Seconds };
  /** Deviation of the pitch of a note. */
  readonly error: Semitones;
  /** Time of the way from a note to the next. */
  readonly glide: Seconds;
  /** Share of the phrases that begin from below, and from how far. */
  readonly scoops: { readonly share: number; readonly depth: Semitones };
  /** Loudness of consonants, times the voice. */
  readonly consonants: number;
  /** Part of a note after which it ends where another syllable follows a rest. */
  readonly release: Seconds;
}

/** A singer by chance: bass to soprano, trained or not, with more or less vibrato, breath and precision. */
export function drawSinger(random: Random): Singer {
  const trained = random.next();
  return {
    formants: random.range(0.9, 1.25),
    slope: random.range(0.7, 1.5),
    ring: 0.6 * trained * random.next(),
    breath: random.range(0.005, 0.06),
    vibrato: {
      rate: random.range(4.8, 6.6),
      depth: random.range(0.05, 0.2) + 0.35 * trained * random.next(),
      after: random.range(0.12, 0.4),
    },
    error: random.range(0.02, 0.1),
    glide: random.range(0.05, 0.12),
    scoops: { share: random.range(0, 0.6), depth: random.range(0.5, 2) },
    consonants: random.range(0.3, 0.9),
    release: random.range(0.04, 0.12),
  };
}
