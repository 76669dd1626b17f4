import type { Stretch } from '../src/domain/music/stretch.js';
import { mendRuns } from '../src/audio/voice/mendRuns.js';

/** Part of a CC0 song whose true voice is known, in seconds of the song. */
export interface VoiceExcerpt {
  readonly song: string;
  readonly from: number;
  readonly to: number;
  /**
   * Phrases read off a spectrogram of the vocals stem, where the stem holds a pad besides the voice; left out: the voice is alone in the
   * stem, and sings where the stem is loud.
   */
  readonly phrases?: readonly Stretch[];
  /** Thresholds were chosen on it. */
  readonly tuned: boolean;
}

/** Left out: the first 57 s of Potassium and all of Rubidium from 37 s on, which no ear can call sung or not sung (chopped, reversed). */
export const voiceExcerpts: readonly VoiceExcerpt[] = [
  { song: 'Potassium', from: 57, to: 128, tuned: true },
  {
    song: 'Hydrogen',
    from: 0,
    to: 87,
    tuned: true,
    phrases: [
      [0, 5.6],
      [7.2, 11.9],
      [14.6, 19.8],
      [22, 24.3],
      [50.9, 53.5],
      [58.2, 60.9],
      [65.4, 68.1],
      [72.7, 76.4],
      [81.8, 85.5],
    ],
  },
  { song: 'Caesium', from: 36, to: 66, tuned: true },
  {
    song: 'Sodium',
    from: 8,
    to: 50,
    tuned: true,
    phrases: [
      [17.1, 20.4],
      [24, 27.6],
      [30.9, 34.2],
      [37.8, 41.5],
    ],
  },
  {
    song: 'Sodium',
    from: 50,
    to: 82,
    tuned: false,
    phrases: [
      [58.3, 61.5],
      [65.2, 68.7],
      [72, 75.4],
      [78.9, 82.3],
    ],
  },
  { song: 'Rubidium', from: 5, to: 37, tuned: false },
];

/** So far below its loud passages a voice that is alone still counts as singing, dB. */
const down = 16;

/** Truth for an excerpt's mono vocals stem, a frame every `hop` samples; rests under 0.3 s and sounds under 0.1 s mended. */
export function voiceTruth(excerpt: VoiceExcerpt, vocals: Float32Array, hop: number): Uint8Array {
  const frames = Math.floor(vocals.length / hop) + 1;
  const seconds = hop / 44_100;
  const { phrases, from: start } = excerpt;
  if (phrases) {
    const sings = (time: number): boolean => phrases.some(([from, to]) => time >= from && time < to);
    return Uint8Array.from({ length: frames }, (_, t) => (sings(start + t * seconds) ? 1 : 0));
  }
  const energy = new Float64Array(frames);
  for (const [i, x] of vocals.entries()) energy[Math.floor(i / hop)] += x * x;
  const smooth = energy.map((_, t) => energy.subarray(Math.max(0, t - 2), t + 3).reduce((a, b) => a + b, 0));
  const loud = smooth.toSorted()[Math.floor(0.95 * frames)];
  const truth = Uint8Array.from(smooth, (value) => (value > loud * 10 ** (-down / 10) ? 1 : 0));
  mendRuns(truth, 0, Math.round(0.3 / seconds));
  mendRuns(truth, 1, Math.round(0.1 / seconds));
  return truth;
}
