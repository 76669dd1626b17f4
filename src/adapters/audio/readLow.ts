import { decimate } from '../../audio/signal/decimate.js';
import { monoMix } from '../../audio/signal/monoMix.js';
import type { Hertz } from '../../domain/units.js';
import { openWav, type WavFile } from '../files/openWav.js';

/** A quarter of 44.1 kHz does for a look; long songs are read a minute at a time. */
const factor = 4;
const block = 60 * 44_100;

export interface Low {
  readonly signal: Float32Array;
  readonly rate: Hertz;
}

/** The sum of WAV files as mono at a quarter of their rate; one block of one file is held beside it. */
export async function readLow(files: readonly string[]): Promise<Low> {
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
