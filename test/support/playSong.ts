import type { MonoStems } from '../../src/audio/regions/monoStems.js';

export interface SongOptions {
  readonly bpm: number;
  readonly seconds: number;
  readonly beatsPerBar?: 3 | 4;
  /** Places of the off-beat eighths in a beat: 0.5 straight, 2/3 swung. */
  readonly swing?: number;
  /** Tempo change over the whole song, as a share (0.02: ends 2 % faster). */
  readonly drift?: number;
  /** Time of the first downbeat, seconds. */
  readonly start?: number;
  /** Pitch class of a major key's tonic, or of a minor one with `minor`. */
  readonly tonic?: number;
  readonly minor?: boolean;
  /** Cents above 440 Hz. */
  readonly tuning?: number;
  readonly sampleRate?: number;
}

export interface Song {
  readonly stems: Required<Pick<MonoStems, 'drums' | 'bass' | 'other' | 'sampleRate'>>;
  /** True beats inside the audio, seconds; every beatsPerBar-th from the first is a downbeat. */
  readonly beats: readonly number[];
}

/** Repeatable noise, −1 … 1. */
function noise(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 2_147_483_648 - 1;
  };
}

const hz = (midi: number): number => 440 * 2 ** ((midi - 69) / 12);

/** A little band: kick, snare, hats, a bass on chord roots and held triads, on a grid that is known exactly. */
export function playSong(options: SongOptions): Song {
  const {
    bpm,
    seconds,
    beatsPerBar = 4,
    swing = 0.5,
    drift = 0,
    start = 0.4,
    tonic = 0,
    minor = false,
  } = options;
  const { tuning = 0, sampleRate = 44_100 } = options;
  const length = Math.round(seconds * sampleRate);
  const stems = {
    sampleRate,
    drums: new Float32Array(length),
    bass: new Float32Array(length),
    other: new Float32Array(length),
  };
  const random = noise(7);
  const add = (signal: Float32Array, at: number, lasts: number, wave: (t: number) => number): void => {
    const first = Math.round(at * sampleRate);
    for (let i = 0; i < lasts * sampleRate && first + i < length; i++)
      if (first + i >= 0) signal[first + i] += wave(i / sampleRate);
  };
  const tone = (
    signal: Float32Array,
    [at, lasts]: readonly [number, number],
    midi: number,
    loud: number,
  ): void => {
    const f = hz(midi + tuning / 100);
    add(signal, at, lasts, (t) => {
      const fade = Math.min(1, t / 0.005, (lasts - t) / 0.02);
      return (
        loud *
        fade *
        (Math.sin(2 * Math.PI * f * t) +
          0.4 * Math.sin(4 * Math.PI * f * t) +
          0.2 * Math.sin(6 * Math.PI * f * t))
      );
    });
  };
  const beats: number[] = [];
  // I – vi – IV – V and its like in minor, i – VI – iv – v.
  const chords = minor
    ? [
        [0, 3, 7],
        [8, 12, 15],
        [5, 8, 12],
        [7, 10, 14],
      ]
    : [
        [0, 4, 7],
        [9, 12, 16],
        [5, 9, 12],
        [7, 11, 14],
      ];
  let time = start;
  for (let k = 0; time < seconds; k++) {
    const beat = 60 / (bpm * (1 + (drift * time) / seconds));
    const place = k % beatsPerBar;
    beats.push(time);
    const chord = chords[Math.floor(k / beatsPerBar) % 4];
    if (place === 0 || (beatsPerBar === 4 && place === 2))
      add(
        stems.drums,
        time,
        0.15,
        (t) => 0.8 * Math.exp(-t / 0.04) * Math.sin(2 * Math.PI * (50 + 80 * Math.exp(-t / 0.02)) * t),
      );
    if (beatsPerBar === 4 ? place % 2 === 1 : place > 0)
      add(stems.drums, time, 0.12, (t) => 0.4 * Math.exp(-t / 0.03) * random());
    for (const offset of [0, swing])
      add(stems.drums, time + offset * beat, 0.03, (t) => 0.12 * Math.exp(-t / 0.008) * random());
    if (place === 0 || place === 2)
      tone(stems.bass, [time, 1.6 * beat], 36 + tonic + (chord[0] % 12), place === 0 ? 0.3 : 0.2);
    if (place === 0)
      for (const note of chord) tone(stems.other, [time, beatsPerBar * beat], 60 + tonic + note, 0.07);
    time += beat;
  }
  return { stems, beats };
}
