import { planRegions, type KnownMusic } from '../../audio/regions/planRegions.js';
import { PipelineError } from '../../errors.js';
import type { PlannedRegion } from '../../ports/analyzer.js';
import { readLow } from './readLow.js';

/** Below this root mean square (−66 dB) nothing sounds. */
const silence = 5e-4;

/** Candidate regions of the sum of WAV files. Error: `silent`. */
export async function planFiles(
  files: readonly string[],
  known: KnownMusic = {},
): Promise<readonly PlannedRegion[]> {
  const { signal, rate } = await readLow(files);
  const power = signal.reduce((sum, x) => sum + x * x, 0) / Math.max(1, signal.length);
  if (Math.sqrt(power) < silence) {
    throw new PipelineError(
      'silent',
      'Looking for music in the recording: it is silent. Check the file by listening to it.',
    );
  }
  return planRegions(signal, rate, known);
}
