import type { Score } from '../domain/music/score.js';
import type { Seconds } from '../domain/units.js';

export interface SynthesisJob {
  readonly score: Score;
  /** File of the sounds (SoundFont 2 or 3). */
  readonly soundFont: string;
  /** Where the WAV (44.1 kHz, 2 channels) is written. */
  readonly output: string;
  /** Length of the output: what sounds on is cut off, what is missing is silence. */
  readonly duration: Seconds;
}

/**
 * Plays symbolic music. Promises: the score's beginning is the output's, within 5 ms; exactly round(duration × 44,100) frames; bounded time and
 * file size whatever the score holds; no process left after abort. Errors: `missing-program`, `not-found` (sounds), `timeout`,
 * `refused-input` (a score that will not end), `child-died`, `aborted`.
 */
export interface Synthesizer {
  synthesize(job: SynthesisJob, signal?: AbortSignal): Promise<void>;
}
