import { sampleRate } from '../../domain/audio.js';
import type { Seconds } from '../../domain/units.js';

/** Samples on which to centre analysis frames so that they fill a beat evenly: about one every `hop` samples, at least one. */
export function beatFrames(start: Seconds, end: Seconds, hop: number): readonly number[] {
  const length = (end - start) * sampleRate;
  const count = Math.max(1, Math.round(length / hop));
  return Array.from({ length: count }, (_, i) => start * sampleRate + ((i + 0.5) * length) / count);
}
