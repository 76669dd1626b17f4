import type { Credits } from '../domain/track.js';
import type { Seconds } from '../domain/units.js';

export interface DecodeJob {
  /** A local path or file: URI. Anything else is `refused-input`. */
  readonly uri: string;
  /** Where the WAV (32-bit float, 44.1 kHz, 2 channels) is written. */
  readonly output: string;
  /** Only the first part of longer audio is decoded. */
  readonly maxDuration: Seconds;
}

export interface Decoded {
  readonly duration: Seconds;
  /** Length of the whole source where known; greater than `duration` when only the first part was taken. */
  readonly sourceDuration: Seconds;
  readonly truncated: boolean;
}

/**
 * Turns untrusted files into audio. Promises: never follows a reference to another file or an address; bounded memory and time;
 * no process left after abort. Errors: `not-found`, `unreadable`, `not-audio`, `refused-input`, `too-short` (< 2 s: nothing),
 * `timeout`, and `child-died` and `unavailable` (retryable).
 */
export interface Decoder {
  /** SHA-256 of the encoded audio packets (tags left out), the same on every machine. */
  identify(uri: string, signal?: AbortSignal): Promise<string>;
  /** What its tags say, as it is written there: not tidied, and long at times. */
  tags(uri: string, signal?: AbortSignal): Promise<Credits>;
  decode(job: DecodeJob, signal?: AbortSignal): Promise<Decoded>;
}

export interface EncodeJob {
  /** A WAV file made by us. */
  readonly input: string;
  readonly output: string;
  readonly format: 'flac' | 'wav' | 'mp3';
  /** Bits a sample of FLAC and WAV; default 24. */
  readonly bits?: 16 | 24;
  /** Of MP3: constant, kbit/s, one of the rates of MPEG-1 layer 3; default variable at the highest quality. */
  readonly bitrate?: number;
  readonly tags?: Readonly<Record<string, string>>;
}

export interface CutJob {
  readonly input: string;
  readonly output: string;
  readonly start: Seconds;
  readonly duration: Seconds;
}

/** Writes audio files: aside first, then renamed, so that a half-written one is never seen. */
export interface Encoder {
  encode(job: EncodeJob, signal?: AbortSignal): Promise<void>;
  /** Decodes one of our own FLAC or WAV files to a 32-bit float WAV, channels as they are. */
  toWav(input: string, output: string, signal?: AbortSignal): Promise<void>;
  /** Adds our own WAV files, sample by sample; the output is as long as the longest. */
  sumWavs(inputs: readonly string[], output: string, signal?: AbortSignal): Promise<void>;
  /** Copies `duration` seconds from `start` of one of our WAV files, to the sample; past its end there is silence. */
  cutWav(job: CutJob, signal?: AbortSignal): Promise<void>;
}
