import type { Frames } from '../../domain/units.js';
import { PipelineError } from '../../errors.js';
import { createWav } from './createWav.js';
import { openWav, type WavFile } from './openWav.js';
import { replaceFile } from './replaceFile.js';

const block: Frames = 1 << 18;

/** The sum of a block of several files, with the channels of the first; what is shorter counts as silence past its end. */
async function sumAt(wavs: readonly WavFile[], at: Frames, count: Frames): Promise<Float32Array[]> {
  const sum = Array.from({ length: wavs[0].channels }, () => new Float32Array(count));
  for (const wav of wavs) {
    const { channels } = await wav.read(at, count);
    sum.forEach((channel, c) =>
      channels[Math.min(c, channels.length - 1)].forEach((sample, i) => (channel[i] += sample)),
    );
  }
  return sum;
}

/** A 32-bit float WAV of the sum of our own WAV files (one at least, equal rates), in bounded memory. */
export async function sumWavs(
  inputs: readonly string[],
  output: string,
  signal?: AbortSignal,
): Promise<void> {
  const wavs: WavFile[] = [];
  try {
    for (const input of inputs) wavs.push(await openWav(input));
    const frames = Math.max(...wavs.map((wav) => wav.frames));
    await replaceFile(output, async (aside) => {
      const sink = await createWav(aside, wavs[0]);
      try {
        for (let at = 0; at < frames; at += block) {
          if (signal?.aborted)
            throw new PipelineError('aborted', 'Adding WAV files was stopped: it is not wanted any more.');
          await sink.append(await sumAt(wavs, at, Math.min(block, frames - at)));
        }
      } finally {
        await sink.close();
      }
    });
  } finally {
    await Promise.all(wavs.map((wav) => wav.close()));
  }
}
