import { sampleRate } from '../../domain/audio.js';
import type { Random } from '../../domain/random.js';
import type { Seconds } from '../../domain/units.js';
import { bandPass, filterInPlace } from '../recording/biquads.js';
import { breathNoise, consonantNoise, type Noise } from './consonants.js';
import { contoursOf, type Contours } from './contours.js';
import { phrased, type LineNote } from './phrasing.js';
import type { Singer } from './singer.js';
import { step } from './step.js';
import { voicedTone } from './voicedTone.js';

interface Song {
  readonly singer: Singer;
  readonly duration: Seconds;
  readonly random: Random;
}

/** Root of the mean power of the voice where it sounds. */
const level = 0.1;

/**
 * Sings a line of notes at the pitches that are written: vowels and consonants roughly as their syllables are written, with glides, vibrato and breath as the singer has
 * them. Mono, 44.1 kHz, [duration × 44,100]. A source and a filter (Fant 1960), no recorded voice.
 */
export function sing(notes: readonly LineNote[], { singer, duration, random }: Song): Float32Array {
  const length = Math.round(duration * sampleRate);
  const line = phrased(notes, random);
  const contours = contoursOf(line, { singer, points: Math.ceil(length / step) + 1, random });
  const out = voicedTone(contours, singer, length);
  toLevel(out);
  addBreath(out, contours, singer.breath, random);
  for (const [i, note] of line.entries()) {
    const consonant = consonantNoise(note, singer.consonants);
    if (consonant) addNoise(out, consonant, random);
    const breath = note.begins ? breathNoise(note, note.from - (line[i - 1]?.to ?? 0)) : undefined;
    if (breath) addNoise(out, breath, random);
  }
  return out;
}

function toLevel(signal: Float32Array): void {
  let [sum, count] = [0, 0];
  for (const x of signal)
    if (x !== 0) {
      sum += x * x;
      count += 1;
    }
  const gain = sum > 0 ? level / Math.sqrt(sum / count) : 0;
  for (let i = 0; i < signal.length; i += 1) signal[i] *= gain;
}

const whiteNoise = (length: number, random: Random): Float32Array =>
  Float32Array.from({ length }, () => Math.sqrt(3) * random.range(-1, 1));

/** Noise of breath in the voice, as loud as it is at each moment. */
function addBreath(out: Float32Array, { gain }: Contours, share: number, random: Random): void {
  const noise = whiteNoise(out.length, random);
  filterInPlace(noise, bandPass(3000, 0.4));
  for (let i = 0; i < out.length; i += 1) out[i] += share * level * gain[Math.floor(i / step)] * noise[i];
}

/** Adds a noise that comes and goes along a raised cosine. */
function addNoise(out: Float32Array, { from, to, centre, narrowness, gain }: Noise, random: Random): void {
  const [first, last] = [Math.round(from * sampleRate), Math.round(to * sampleRate)];
  if (last - first < 2) return;
  const noise = whiteNoise(last - first, random);
  filterInPlace(noise, bandPass(centre, narrowness));
  const rms = Math.sqrt(noise.reduce((sum, x) => sum + x * x, 0) / noise.length);
  for (let i = 0; i < noise.length; i += 1) {
    const at = first + i;
    if (at < 0 || at >= out.length) continue;
    const shape = 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / noise.length);
    out[at] += ((gain * level) / rms) * shape * noise[i];
  }
}
