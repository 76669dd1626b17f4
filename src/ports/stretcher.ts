import type { TimeMap } from '../domain/music/timeMap.js';
import type { Seconds, Semitones } from '../domain/units.js';

export interface StretchJob {
  /** WAV, 32-bit float, 44.1 kHz, one or two channels. */
  readonly input: string;
  /** Where the result is written, in the input's format. */
  readonly output: string;
  /** Source times count from the start of the input; those outside it are silence. Target times count from the start of the output. */
  readonly timeMap: TimeMap;
  /** Length of the output. */
  readonly duration: Seconds;
  /** Positive is up; 0 leaves the pitch alone. */
  readonly shift: Semitones;
  /** Keep the timbre of a voice where it is while its pitch moves. */
  readonly formants: boolean;
}

/**
 * Changes the timing and the pitch of audio, each without the other.
 *
 * Promises:
 * - the output has the input's sample rate and channels, and exactly round(duration × sample rate) samples; it is complete when the
 *   promise resolves;
 * - every point of the time map is met within 2 ms, however long the audio, so nothing drifts;
 * - the level stays: no clipping and no rescaling, samples may exceed ±1;
 * - no shift and a map of rate 1 give the input's own samples, bit by bit, moved by whole samples;
 * - the same job gives the same samples;
 * - on abort the work stops, no process is left, and the promise rejects with `aborted`; nor does one outlive this process;
 * - a map that is not ascending, or steeper than 1 : 4, is `internal`; an absent program is `missing-program`.
 */
export interface Stretcher {
  stretch(job: StretchJob, signal?: AbortSignal): Promise<void>;
}
