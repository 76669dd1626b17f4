import ffmpeg from 'fluent-ffmpeg';

export interface FfmpegCall {
  /** Absolute path. */
  readonly input: string;
  readonly inputOptions: readonly string[];
  /** Absolute path, or `pipe:1`. */
  readonly output: string;
  readonly outputOptions: readonly string[];
}

/** Each thread takes 8 MB for itself, and by default there is one a core and more: sound needs one. */
export const oneThread: readonly string[] = ['-filter_threads', '1', '-threads', '1'];

/** The part of fluent-ffmpeg that its type package leaves out. */
interface Arguments {
  _getArguments(): readonly string[];
}

/** An argument given among several is taken whole; alone or in an array it would be split at a space. */
type Many = [string, string, ...string[]];

/**
 * The argument list of one ffmpeg run. fluent-ffmpeg is archived and starts programs that nothing kills, so only its list of
 * arguments is used. The input is a `file:` address, so that no name is taken for an option or another protocol.
 */
export function ffmpegArguments(call: FfmpegCall): readonly string[] {
  const inputOptions: Many = ['-hide_banner', '-nostdin', '-v', 'error', ...call.inputOptions];
  const outputOptions: Many = ['-nostats', '-y', ...call.outputOptions];
  const command = ffmpeg()
    .input(`file:${call.input}`)
    .inputOptions(...inputOptions)
    .output(call.output)
    .outputOptions(...outputOptions);
  // The method exists (its processor.js) but is not in the types.
  return (command as unknown as Arguments)._getArguments();
}
