import type { Stretch } from '../../domain/music/stretch.js';
import type { Decibels, Hertz, Lufs } from '../../domain/units.js';
import { loudnessWithin } from '../loudness/loudnessWithin.js';
import { roleBalance } from '../mix/roleBalance.js';

export interface VoiceInSong {
  /** Mono. */
  readonly vocals: Float32Array;
  readonly sampleRate: Hertz;
  /** When the lead voice sings. */
  readonly sung: readonly Stretch[];
  /** Of the whole song, mono on both channels. */
  readonly mixLoudness: Lufs;
}

/** A voice so far over its accompaniment (roleBalance) lies this far under the sum of both. */
const underMix: Decibels = 10 * Math.log10(1 + 10 ** (-roleBalance.vocalOverAccompaniment / 10));

/** What a mix that is as loud as the voice's own song adds to the voice, so that it stands over the accompaniment; null where nothing is sung. */
export function voiceGain({ vocals, sampleRate, sung, mixLoudness }: VoiceInSong): Decibels | null {
  const loudness = loudnessWithin({ sampleRate, channels: [vocals, vocals] }, sung);
  return loudness === null ? null : mixLoudness - underMix - loudness;
}
