import { decimate } from '../../audio/signal/decimate.js';
import { monoMix } from '../../audio/signal/monoMix.js';
import { planRegions, type KnownMusic } from '../../audio/regions/planRegions.js';
import type { Hertz } from '../../domain/units.js';
import { PipelineError } from '../../errors.js';
import type { PlannedRegion } from '../../ports/analyzer.js';
import { openWav, type WavFile } from '../files/openWav.js';

/** A quarter of 44.1 kHz does for a look; long songs are read a minute at a time. */
const factor = 4;
const block = 60 * 44_100;

/** Below this root mean square (−66 dB) nothing sounds. */
const silence = 5e-4;

interface Low {
  readonly signal: Float32Array;
  readonly rate: Hertz;
}

/** The sum of WAV files as mono at a quarter of their rate; one block of one file is held beside it. */
async function readLow(files: readonly string[]): Promise<Low> {
  const wavs: WavFile[] = [];
  try {
    for (const file of files) wavs.push(await openWav(file));
    const frames = Math.max(...wavs.map((wav) => wav.frames));
    const signal = new Float32Array(Math.ceil(frames / factor));
    for (const wav of wavs) {
      for (let at = 0; at < wav.frames; at += block) {
        const low = decimate(monoMix(await wav.read(at, block)), factor);
        for (let i = 0; i < low.length; i++) signal[at / factor + i] += low[i];
      }
    }
    return { signal, rate: wavs[0].sampleRate / factor };
  } finally {
    await Promise.all(wavs.map((wav) => wav.close()));
  }
}

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
