import { frequencyOf } from '../../audio/semitones/semitoneGrid.js';
import type { Random } from '../../domain/random.js';
import type { Hertz } from '../../domain/units.js';
import { normal } from './draws.js';
import type { Instrument } from './instrument.js';
import type { Partial, SoundedNote } from './noteRows.js';

/** Formants of five vowels (Peterson and Barney 1952, men): a, e, i, o, u. */
const vowels: readonly (readonly Hertz[])[] = [
  [730, 1090, 2440],
  [530, 1840, 2480],
  [270, 2290, 3010],
  [570, 840, 2410],
  [300, 870, 2240],
];
const bandwidth: Hertz = 110;
/** What sounds between formants. */
const floor = 0.05;
const partials = 14;

/** How strongly a vowel lets a frequency through. */
function openness(vowel: readonly Hertz[], frequency: Hertz): number {
  return vowel.reduce((sum, formant, i) => {
    const away = (frequency - formant) / (bandwidth * (1 + 0.4 * i));
    return sum + 0.7 ** i / (1 + away * away);
  }, floor);
}

/**
 * A singer by chance: each note on another vowel, a little beside its pitch, with more or less vibrato (the tone and two copies of it), now and then reached
 * from below.
 */
export function drawSinger(random: Random): Instrument {
  const scale = random.range(0.85, 1.3);
  const slope = random.range(0.6, 1.6);
  const [error, vibrato] = [random.range(0.02, 0.25), random.range(0, 0.5)];
  const scoops = random.range(0, 0.4);
  const release = random.range(0.02, 0.15);
  return ({ from, to, pitch, loudness }) => {
    const vowel = (random.pick(vowels) ?? vowels[0]).map((formant) => formant * scale);
    const tone = (at: number, gain: number): readonly Partial[] =>
      Array.from({ length: partials }, (_, k) => {
        const partial = at + 12 * Math.log2(k + 1);
        return { pitch: partial, gain: gain * (k + 1) ** -slope * openness(vowel, frequencyOf(partial)) };
      });
    const middle = pitch + error * normal(random);
    const sung: SoundedNote = {
      ...{ from, to: to + release },
      partials: [
        ...tone(middle, 0.7 * loudness),
        ...tone(middle - vibrato, 0.5 * loudness),
        ...tone(middle + vibrato, 0.5 * loudness),
      ],
    };
    if (random.next() >= scoops) return [sung];
    const below = middle - random.range(0.5, 2);
    return [{ from: from - 0.05, to: from + 0.05, partials: tone(below, 0.7 * loudness) }, sung];
  };
}
