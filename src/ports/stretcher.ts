import type { Audio } from '../domain/audio.js';
import type { Seconds, Semitones } from '../domain/units.js';

/** One fixed point of a time map: what sounds at `source` seconds of the input is heard at `target` seconds of the output. */
export type TimePoint = readonly [source: Seconds, target: Seconds];

export interface StretchJob {
  /** 44.1 kHz, one or two channels; it is not changed. */
  readonly input: Audio;
  /**
   * At least one point, both columns strictly ascending. Before the first point and after the last one the rate of the
   * nearest interval goes on (rate 1 where there is one point only). Source times outside the input are silence.
   */
  readonly timeMap: readonly TimePoint[];
  /** Length of the output; it begins at target time 0. */
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
 * - the output has the input's sample rate and channels, and exactly round(duration × sample rate) samples;
 * - every point of the time map is met within 2 ms, however long the audio, so nothing drifts;
 * - the level stays: no clipping and no rescaling, samples may exceed ±1;
 * - no shift and a map of rate 1 gives the input's own samples, bit by bit, moved by whole samples;
 * - the same job gives the same samples;
 * - when `signal` aborts, the work stops, nothing is left behind, and the promise rejects with PipelineError `aborted`;
 * - a job that breaks the rules above rejects with `internal`, an absent program with `missing-program`.
 */
export interface Stretcher {
  stretch(job: StretchJob, signal?: AbortSignal): Promise<Audio>;
}
