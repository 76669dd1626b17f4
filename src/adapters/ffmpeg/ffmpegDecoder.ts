import { rm } from 'node:fs/promises';
import { sampleRate } from '../../domain/audio.js';
import type { Seconds } from '../../domain/units.js';
import { PipelineError } from '../../errors.js';
import type { DecodeJob, Decoded, Decoder } from '../../ports/decoder.js';
import { openWav } from '../files/openWav.js';
import { checkSource } from './checkSource.js';
import { ffmpegArguments, oneThread } from './ffmpegArguments.js';
import { probeSource, type Probed } from './probeSource.js';
import { resampling } from './resampling.js';
import { runProgram } from './runProgram.js';
import { safeInput } from './safeInput.js';
import { sourcePath } from './sourcePath.js';
import { timeLimit } from './timeLimit.js';

export interface FfmpegDecoderOptions {
  readonly ffmpeg?: string;
  readonly ffprobe?: string;
  /** Stop when nothing was decoded for so long; default 60. */
  readonly stall?: Seconds;
  /** Time limit of a short run; decoding and identifying get more with the length. Default 60. */
  readonly limit?: Seconds;
}

const shortest: Seconds = 2;
/** A WAV file holds 4 GB, which is 3.38 hours. */
const longest: Seconds = 12_000;
/** Slower than this times real time, or fewer bytes a second, is taken for a hang. */
const slowest = 10;
const slowestBytes = 5e6;

/** Keeps each channel of mono as it is; more than two are mixed down with ffmpeg's standard matrix. */
const filters = (resample: string, channels: number): string =>
  channels === 1 ? `${resample},pan=stereo|c0=c0|c1=c0` : resample;

async function finish(path: string, job: DecodeJob, probed: Probed): Promise<Decoded> {
  const wav = await openWav(job.output);
  await wav.close();
  const duration = wav.frames / sampleRate;
  if (duration < shortest)
    throw new PipelineError(
      'too-short',
      `Reading ${JSON.stringify(path)}: it holds ${duration.toFixed(2)} s of sound, less than ${shortest} s. Leave it out.`,
      { context: { path, duration } },
    );
  // A limit that was just met by a source of unknown length counts as a cut.
  const truncated =
    duration >= job.maxDuration - 1e-3 && (probed.duration ?? Infinity) > job.maxDuration + 0.05;
  return {
    duration,
    sourceDuration: truncated ? (probed.duration ?? duration) : duration,
    truncated,
  };
}

/** Decoder through the ffmpeg and ffprobe programs; files under `safeInput`. */
export function ffmpegDecoder(options: FfmpegDecoderOptions = {}): Decoder {
  const { ffmpeg = 'ffmpeg', ffprobe = 'ffprobe', stall = 60, limit = 60 } = options;
  let filter: Promise<string> | undefined;
  const call = (path: string, output: string, outputOptions: readonly string[]) =>
    ffmpegArguments({
      input: path,
      inputOptions: [...oneThread, ...safeInput],
      output,
      outputOptions: ['-map', '0:a:0', ...outputOptions],
    });
  return {
    async identify(uri, signal) {
      const path = sourcePath(uri);
      const size = await checkSource(path);
      await probeSource(path, { ffprobe, limit, signal });
      const args = call(path, 'pipe:1', ['-c', 'copy', '-f', 'streamhash', '-hash', 'sha256']);
      const longest = timeLimit(limit, size / slowestBytes);
      const printed = await runProgram({ program: ffmpeg, args, path, limit: longest, signal });
      const hash = /SHA256=([0-9a-f]{64})/i.exec(printed)?.[1];
      if (hash) return hash.toLowerCase();
      throw new PipelineError(
        'not-audio',
        `Reading ${JSON.stringify(path)}: there is no sound in it. Leave it out.`,
      );
    },
    async tags(uri, signal) {
      const path = sourcePath(uri);
      await checkSource(path);
      return (await probeSource(path, { ffprobe, limit, signal })).tags;
    },
    async decode(job, signal) {
      const path = sourcePath(job.uri);
      await checkSource(path);
      const probed = await probeSource(path, { ffprobe, limit, signal });
      filter ??= resampling(ffmpeg).catch((error: unknown) => {
        filter = undefined;
        throw error;
      });
      const duration = Math.min(job.maxDuration, longest);
      const args = call(path, job.output, [
        ...['-t', String(duration), '-af', filters(await filter, probed.channels), '-ac', '2'],
        ...['-c:a', 'pcm_f32le', '-map_metadata', '-1', '-f', 'wav', '-progress', 'pipe:1'],
      ]);
      try {
        const times = { limit: timeLimit(limit, duration / slowest), stall };
        await runProgram({ program: ffmpeg, args, path, output: job.output, ...times, signal });
        return await finish(path, { ...job, maxDuration: duration }, probed);
      } catch (error) {
        await rm(job.output, { force: true });
        throw error;
      }
    },
  };
}
