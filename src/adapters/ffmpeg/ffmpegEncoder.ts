import { resolve } from 'node:path';
import type { Seconds } from '../../domain/units.js';
import type { EncodeJob, Encoder } from '../../ports/decoder.js';
import { cutWav } from '../files/cutWav.js';
import { replaceFile } from '../files/replaceFile.js';
import { sumWavs } from '../files/sumWavs.js';
import { checkSource } from './checkSource.js';
import { ffmpegArguments, oneThread } from './ffmpegArguments.js';
import { runProgram } from './runProgram.js';
import { timeLimit } from './timeLimit.js';

export interface FfmpegEncoderOptions {
  readonly ffmpeg?: string;
  /** Time limit of a short file; longer ones get more. Default 60. */
  readonly limit?: Seconds;
}

/** Fewer bytes of input a second are taken for a hang. */
const slowestBytes = 1e6;
const ownFiles: readonly string[] = ['-protocol_whitelist', 'file,pipe', '-format_whitelist', 'wav,flac'];
/** No program version or date in the file, so that the same sound gives the same bytes. */
const plain: readonly string[] = ['-map_metadata', '-1', '-fflags', '+bitexact', '-flags:a', '+bitexact'];

/** 16 bits are dithered; 24 need none. */
const depth = (bits: 16 | 24): readonly string[] =>
  bits === 16 ? ['-af', 'aresample=osf=s16:dither_method=triangular'] : [];

type Quality = Pick<EncodeJob, 'bitrate'> & Required<Pick<EncodeJob, 'bits'>>;

const codecs: Readonly<Record<EncodeJob['format'], (quality: Quality) => readonly string[]>> = {
  flac: ({ bits }) =>
    bits === 16
      ? [...depth(16), '-c:a', 'flac', '-f', 'flac']
      : ['-c:a', 'flac', '-sample_fmt', 's32', '-bits_per_raw_sample', '24', '-f', 'flac'],
  wav: ({ bits }) => [...depth(bits), '-c:a', bits === 16 ? 'pcm_s16le' : 'pcm_s24le', '-f', 'wav'],
  mp3: ({ bitrate }) => [
    ...['-c:a', 'libmp3lame', '-id3v2_version', '3', '-f', 'mp3'],
    // Without it the header names another maker, and Firefox cuts only half of the encoder's delay off.
    ...['-metadata:s:a', 'encoder=LAME'],
    // V0: variable rate at the highest quality.
    ...(bitrate === undefined ? ['-q:a', '0'] : ['-b:a', `${bitrate}k`]),
  ],
};

/** Encoder through the ffmpeg program; `sumWavs` and `cutWav` need none. */
export function ffmpegEncoder(options: FfmpegEncoderOptions = {}): Encoder {
  const { ffmpeg = 'ffmpeg', limit = 60 } = options;
  const convert = async (
    files: readonly [string, string],
    outputOptions: readonly string[],
    signal?: AbortSignal,
  ) => {
    const [input, target] = files.map((file) => resolve(file));
    const size = await checkSource(input);
    await replaceFile(target, async (output) => {
      const args = ffmpegArguments({
        input,
        inputOptions: [...oneThread, ...ownFiles],
        output,
        outputOptions: [...plain, ...outputOptions],
      });
      const longest = timeLimit(limit, size / slowestBytes);
      await runProgram({ program: ffmpeg, args, path: input, output, limit: longest, signal });
    });
  };
  return {
    encode({ input, output, format, bits = 24, bitrate, tags = {} }, signal) {
      const metadata = Object.entries(tags).flatMap(([name, text]) => ['-metadata', `${name}=${text}`]);
      const quality = { bits, ...(bitrate !== undefined && { bitrate }) };
      return convert([input, output], [...codecs[format](quality), ...metadata], signal);
    },
    toWav: (input, output, signal) => convert([input, output], ['-c:a', 'pcm_f32le', '-f', 'wav'], signal),
    sumWavs,
    cutWav,
  };
}
