import { decimate } from '../../audio/decimate.js';
import { monoMix } from '../../audio/monoMix.js';
import { planRegions } from '../../audio/planRegions.js';
import type { Hertz } from '../../domain/units.js';
import { PipelineError } from '../../errors.js';
import type { PlannedRegion } from '../../ports/analyzer.js';
import { openWav } from '../files/openWav.js';

/** A quarter of 44.1 kHz does for a look; long songs are read a minute at a time. */
const factor = 4;
const block = 60 * 44_100;

/** Below this root mean square (−66 dB) nothing sounds. */
const silence = 5e-4;

/** A WAV as mono at a quarter of its rate. */
async function readLow(path: string): Promise<{ readonly signal: Float32Array; readonly rate: Hertz }> {
  const wav = await openWav(path);
  const signal = new Float32Array(Math.ceil(wav.frames / factor));
  for (let at = 0; at < wav.frames; at += block) {
    signal.set(decimate(monoMix(await wav.read(at, block)), factor), at / factor);
  }
  await wav.close();
  return { signal, rate: wav.sampleRate / factor };
}

/** Candidate regions of the sum of WAV files. Error: `silent`. */
export async function planFiles(files: readonly string[]): Promise<readonly PlannedRegion[]> {
  const [first, ...others] = await Promise.all(files.map(readLow));
  const mix = first.signal;
  for (const { signal } of others)
    for (let i = 0; i < Math.min(mix.length, signal.length); i++) mix[i] += signal[i];
  const power = mix.reduce((sum, x) => sum + x * x, 0) / Math.max(1, mix.length);
  if (Math.sqrt(power) < silence) {
    throw new PipelineError(
      'silent',
      'Looking for music in the recording: it is silent. Check the file by listening to it.',
    );
  }
  return planRegions(mix, first.rate);
}
