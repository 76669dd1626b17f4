import { existsSync, rmSync } from 'node:fs';
import { expect } from 'vitest';
import { ffmpegDecoder } from '../../../../src/adapters/ffmpeg/ffmpegDecoder.js';
import type { PipelineError, ErrorCode } from '../../../../src/errors.js';
import type { Decoded, Decoder } from '../../../../src/ports/decoder.js';
import { temporaryDirectory } from '../../../support/temporaryDirectory.js';
import { failure } from './failure.js';

/** The decoder with a directory of its own. */
export interface DecoderBench {
  readonly at: (...names: string[]) => string;
  readonly decoder: Decoder;
  /** Decodes into `out.wav`. */
  readonly decode: (uri: string, maxDuration?: number) => Promise<Decoded>;
  /** Sees that both identifying and decoding fail with this code, and nothing is written. */
  readonly refusesBoth: (path: string, code: ErrorCode) => Promise<PipelineError>;
}

/** The set-up of the decoder's tests, once a file. */
export function decoderBench(): DecoderBench {
  const at = temporaryDirectory();
  const decoder = ffmpegDecoder();
  const decode = (uri: string, maxDuration = 600) =>
    decoder.decode({ uri, output: at('out.wav'), maxDuration });

  async function refusesBoth(path: string, code: ErrorCode): Promise<PipelineError> {
    rmSync(at('out.wav'), { force: true });
    await failure(decoder.identify(path), code);
    const error = await failure(decode(path), code);
    expect(existsSync(at('out.wav'))).toBe(false);
    return error;
  }

  return { at, decoder, decode, refusesBoth };
}
