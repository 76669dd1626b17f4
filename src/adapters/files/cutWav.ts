import type { CutJob } from '../../ports/decoder.js';
import type { Frames } from '../../domain/units.js';
import { PipelineError } from '../../errors.js';
import { createWav, type WavSink } from './createWav.js';
import { openWav, type WavFile } from './openWav.js';
import { replaceFile } from './replaceFile.js';

const block: Frames = 1 << 18;

/** Copies frames [from, to); those past the end are zeros. */
async function copy(
  wav: WavFile,
  sink: WavSink,
  [from, to]: [Frames, Frames],
  signal?: AbortSignal,
): Promise<void> {
  for (let at = from; at < to; at += block) {
    if (signal?.aborted)
      throw new PipelineError('aborted', 'Cutting a WAV file was stopped: it is not wanted any more.');
    const count = Math.min(block, to - at);
    const { channels } = await wav.read(at, count);
    const padded = channels.map((channel) => {
      if (channel.length === count) return channel;
      const whole = new Float32Array(count);
      whole.set(channel);
      return whole;
    });
    await sink.append(padded);
  }
}

/** A 32-bit float WAV of a part of one of our WAV files, to the sample, in bounded memory; past its end there is silence. */
export async function cutWav(job: CutJob, signal?: AbortSignal): Promise<void> {
  const wav = await openWav(job.input);
  try {
    const from = Math.round(job.start * wav.sampleRate);
    const to = from + Math.round(job.duration * wav.sampleRate);
    await replaceFile(job.output, async (aside) => {
      const sink = await createWav(aside, wav);
      try {
        await copy(wav, sink, [from, to], signal);
      } finally {
        await sink.close();
      }
    });
  } finally {
    await wav.close();
  }
}
