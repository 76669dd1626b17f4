import type { StemName } from '../domain/role.js';

export interface SeparationJob {
  /** WAV, 32-bit float, 44.1 kHz, stereo. */
  readonly input: string;
  /** Where each stem is written, in the input's format and exact length. */
  readonly outputs: Readonly<Record<StemName, string>>;
}

export interface SeparateOptions {
  readonly signal?: AbortSignal;
  /** Called with 0 … 1. */
  readonly onProgress?: (fraction: number) => void;
}

/**
 * Splits a mix into stems. Promises: outputs are complete when it resolves; abort stops the work; a killed worker is `child-died`
 * (retryable) and the next job gets a fresh one; no process left after close or after the parent's death.
 */
export interface Separator {
  readonly name: string;
  /** Terms of the model's weights, kept with everything made through it. */
  readonly licence: string;
  separate(job: SeparationJob, options?: SeparateOptions): Promise<void>;
  close(): Promise<void>;
}
