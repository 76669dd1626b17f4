import { PipelineError } from '../../errors.js';
import type { Seconds } from '../../domain/units.js';
import { spawnLeashed } from '../process/spawnLeashed.js';
import { explainFailure } from './explainFailure.js';

export interface ProgramRun {
  readonly program: string;
  readonly args: readonly string[];
  /** The file that is read, for messages. */
  readonly path: string;
  /** Longest time in all. */
  readonly limit: Seconds;
  /** Longest time without anything new on stdout; no limit by default. */
  readonly stall?: Seconds;
  readonly signal?: AbortSignal | undefined;
}

const longestOutput = 4 * 1024 * 1024;

const late = (path: string, seconds: Seconds, what: string): PipelineError =>
  new PipelineError(
    'timeout',
    `Reading ${JSON.stringify(path)}: ffmpeg ${what} for ${Math.round(seconds)} s and was stopped. The file may be damaged: convert it anew. From a slow disk: raise --read-timeout.`,
    { context: { path } },
  );

/** `bitrate` and `speed` change while nothing is decoded; only these lines of `-progress` count as something new. */
const advance = (text: string): string => /(out_time_us|total_size)=\d+/.exec(text)?.[0] ?? text.slice(0, 64);

/**
 * Runs ffmpeg or ffprobe, which cannot outlive us, and returns what it printed (at most 4 MB). Errors: those of explainFailure,
 * `timeout`, `aborted`, `missing-program`, and `child-died` (retryable) when it crashed or was killed.
 */
export async function runProgram(run: ProgramRun): Promise<string> {
  const { program, path, stall, limit } = run;
  const own = new AbortController();
  const onAbort = () => own.abort();
  run.signal?.addEventListener('abort', onAbort, { once: true });
  if (run.signal?.aborted === true) onAbort();
  let stdout = '';
  let latest = '';
  const stop = (error: PipelineError) => own.abort(error);
  const timer =
    stall === undefined
      ? undefined
      : setTimeout(() => stop(late(path, stall, 'did not get on')), stall * 1000);
  const { child, done } = spawnLeashed(program, run.args, {
    signal: own.signal,
    timeout: limit,
    stdout: 'pipe',
  });
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    stdout = stdout + text;
    if (stdout.length > longestOutput) stop(late(path, limit, 'printed without end'));
    if (advance(text) !== latest) timer?.refresh();
    latest = advance(text);
  });
  try {
    const { code, stderr } = await done;
    if (code === null)
      throw new PipelineError(
        'child-died',
        `Reading ${JSON.stringify(path)}: ${program} was killed or crashed. Run again.`,
        {
          retryable: true,
          context: { path },
        },
      );
    if (code !== 0) throw explainFailure(path, stderr);
    return stdout;
  } catch (error) {
    if (own.signal.reason instanceof PipelineError) throw own.signal.reason;
    if (error instanceof PipelineError && error.code === 'timeout') throw late(path, limit, 'ran');
    throw error;
  } finally {
    clearTimeout(timer);
    run.signal?.removeEventListener('abort', onAbort);
  }
}
