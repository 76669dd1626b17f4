import { randomFrom } from '../../src/domain/random.js';

export interface Sung {
  readonly signal: Float32Array;
  /** Whether a phrase lasts at a time, seconds. */
  readonly sings: (time: number) => boolean;
}

export interface SungOptions {
  readonly seconds: number;
  readonly sampleRate?: number;
  /** When phrases are sung, seconds. */
  readonly phrases: readonly (readonly [from: number, to: number])[];
  /** Lowest and highest note, MIDI. */
  readonly range?: readonly [number, number];
  readonly seed?: string;
}

/** First three formants of vowels, Hz. */
const vowels = [
  [730, 1090, 2440],
  [270, 2290, 3010],
  [530, 1840, 2480],
  [300, 870, 2240],
  [570, 840, 2410],
] as const;

/** Strength of a frequency in a vowel: resonances 100 Hz wide. */
const formed = (hz: number, formants: readonly number[]): number =>
  formants.reduce((sum, formant, i) => sum + 0.6 ** i / (1 + ((hz - formant) / 100) ** 2), 0.01);

/**
 * A voice made of a glottal buzz through formants that glide from vowel to vowel: syllables of a quarter second or so, one note
 * each, with scoops, vibrato and noise at their beginnings; peak about 0.3.
 */
export function singVoice(options: SungOptions): Sung {
  const { seconds, sampleRate = 44_100, phrases, range = [55, 67], seed = 'voice' } = options;
  const signal = new Float32Array(Math.round(seconds * sampleRate));
  const random = randomFrom(seed);
  for (const [from, to] of phrases)
    for (let at = from; at < to - 0.05;) {
      const lasts = Math.min(to - at, 0.18 + 0.2 * random.next());
      const note = range[0] + random.int(range[1] - range[0] + 1);
      syllable(signal, { at, lasts, note, sampleRate, random });
      at += lasts;
    }
  return { signal, sings: (time) => phrases.some(([from, to]) => time >= from && time < to) };
}

interface Syllable {
  readonly at: number;
  readonly lasts: number;
  readonly note: number;
  readonly sampleRate: number;
  readonly random: ReturnType<typeof randomFrom>;
}

function syllable(signal: Float32Array, { at, lasts, note, sampleRate, random }: Syllable): void {
  const [one, two] = [vowels[random.int(vowels.length)], vowels[random.int(vowels.length)]];
  const base = 440 * 2 ** ((note - 69) / 12);
  const count = Math.floor(3900 / base);
  const first = Math.round(at * sampleRate);
  const length = Math.min(Math.round(lasts * sampleRate), signal.length - first);
  let phase = 0;
  let gains: number[] = [];
  for (let i = 0; i < length; i++) {
    const t = i / sampleRate;
    const cents = -150 * Math.exp(-t / 0.05) + 40 * Math.sin(2 * Math.PI * 5.5 * t);
    const pitch = base * 2 ** (cents / 1200);
    phase += (2 * Math.PI * pitch) / sampleRate;
    if (i % 64 === 0) {
      const formants = one.map((hz, f) => hz + ((two[f] - hz) * i) / length);
      gains = Array.from({ length: count }, (_, h) => formed((h + 1) * pitch, formants) / Math.sqrt(h + 1));
    }
    const edge = Math.min(1, t / 0.03, (lasts - t) / 0.03);
    let buzz = 0;
    for (let h = 0; h < count; h++) buzz += gains[h] * Math.sin((h + 1) * phase);
    const breath = 0.3 * random.range(-1, 1) * Math.exp(-t / 0.02);
    signal[first + i] += 0.2 * edge * (buzz + breath);
  }
}
