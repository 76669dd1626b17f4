import { randomFrom } from '../../src/domain/random.js';
import type { Hertz, Seconds } from '../../src/domain/units.js';

export interface Singing {
  /** Times of the beats, four a bar. */
  readonly beats: readonly Seconds[];
  readonly seconds: Seconds;
  readonly sampleRate: Hertz;
  /** Pitch class of the tonic. */
  readonly tonic: number;
  readonly minor?: boolean;
}

const scales = { major: [0, 2, 4, 5, 7, 9, 11], minor: [0, 2, 3, 5, 7, 8, 10] } as const;
const harmonics = [1, 0.6, 0.45, 0.3, 0.15];

/** Something like a voice: a tune in the key, a note a beat, with vibrato and a breath at the end of every second bar. */
export function sing({ beats, seconds, sampleRate, tonic, minor = false }: Singing): Float32Array {
  const out = new Float32Array(Math.round(seconds * sampleRate));
  const random = randomFrom('sing', String(tonic), String(minor), String(beats.length), String(beats[1]));
  const scale = scales[minor ? 'minor' : 'major'];
  let degree = 7;
  for (const [k, at] of beats.entries()) {
    degree = Math.max(5, Math.min(12, degree + random.int(5) - 2));
    if (k % 8 === 7) continue;
    const midi = 57 + tonic + 12 * Math.floor(degree / 7) + scale[degree % 7];
    const length = (beats[k + 1] ?? seconds) - at;
    addNote(out, { at, length: Math.min(length, seconds - at), midi, sampleRate });
  }
  return out;
}

interface Note {
  readonly at: Seconds;
  readonly length: Seconds;
  readonly midi: number;
  readonly sampleRate: Hertz;
}

function addNote(out: Float32Array, { at, length, midi, sampleRate }: Note): void {
  const pitch = 440 * 2 ** ((midi - 69) / 12);
  const first = Math.round(at * sampleRate);
  for (let i = 0; i < length * sampleRate && first + i < out.length; i++) {
    const t = i / sampleRate;
    const fade = Math.min(1, t / 0.02, (length - t) / 0.04);
    const phase = 2 * Math.PI * pitch * (t + 0.0006 * Math.sin(2 * Math.PI * 5.5 * t));
    let value = 0;
    for (const [h, level] of harmonics.entries()) value += level * Math.sin((h + 1) * phase);
    out[first + i] += 0.12 * Math.max(0, fade) * value;
  }
}
