import type { ChildProcess } from 'node:child_process';
import { PipelineError, type ErrorCode } from '../../errors.js';
import type { Seconds } from '../../domain/units.js';
import { fullDisk } from '../files/fullDisk.js';
import { programMemory } from '../process/memoryLimit.js';
import { spawnLeashed, type Ended } from '../process/spawnLeashed.js';
import { explainFailure } from './explainFailure.js';
import { programWords } from './programWords.js';

export interface ProgramRun {
  readonly program: string;
  readonly args: readonly string[];
  /** The file that is read, for messages. */
  readonly path: string;
  /** The file that is written, if one is; after a failure it is thrown away. */
  readonly output?: string;
  /** Longest time in all. */
  readonly limit: Seconds;
  /** Longest time without anything new on stdout; no limit by default. */
  readonly stall?: Seconds;
  readonly signal?: AbortSignal | undefined;
}

const longestOutput = 4 * 1024 * 1024;

const failing = (code: ErrorCode, path: string, what: string): PipelineError =>
  new PipelineError(code, `Reading ${JSON.stringify(path)}: ${what}`, {
    retryable: code === 'child-died',
    context: { path },
  });

const late = (path: string, seconds: Seconds, what: string): PipelineError =>
  failing(
    'timeout',
    path,
    `ffmpeg ${what} for ${Math.round(seconds)} s and was stopped. The file may be damaged: convert it anew. From a slow disk: raise --read-timeout.`,
  );

const needsMuch = `needs more memory for it than the ${programMemory.bytes / 2 ** 20} MB that a program gets.`;

/** The error for a run that did not end well. A crash is the file's doing: it would come again. */
async function failureOf(run: ProgramRun, { code, signal, stderr }: Ended): Promise<PipelineError> {
  const { program, path, output } = run;
  if (signal === 'SIGKILL' || signal === 'SIGTERM')
    return failing('child-died', path, `${program} was killed. Run again.`);
  if (code === null)
    return failing(
      'refused-input',
      path,
      `${program} crashed (${signal ?? 'no signal'}): the file is damaged, or ${program} ${needsMuch} Convert it anew.`,
    );
  const words = programWords(stderr, output === undefined ? [path] : [path, output]);
  const full = /: (?:No space left on device|Disk quota exceeded|File too large)$/m.test(words);
  const confirmed = full && output !== undefined ? await fullDisk(output) : undefined;
  return confirmed ?? explainFailure(path, words);
}

/** `bitrate` and `speed` change while nothing is decoded; only these lines of `-progress` count as something new. */
const advance = (text: string): string => /(out_time_us|total_size)=\d+/.exec(text)?.[0] ?? text.slice(0, 64);

interface Printed {
  text(): string;
  end(): void;
}

/** Collects what a program prints; calls `stop` when that is too much, or nothing new for too long. */
function collect(child: ChildProcess, run: ProgramRun, stop: (error: PipelineError) => void): Printed {
  const { program, path, stall } = run;
  let stdout = '';
  let latest = '';
  const timer =
    stall === undefined
      ? undefined
      : setTimeout(() => stop(late(path, stall, 'did not get on')), stall * 1000);
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    stdout = stdout + text;
    if (stdout.length > longestOutput)
      stop(
        failing(
          'refused-input',
          path,
          `${program} tells of it without end. Convert it anew, without its tags.`,
        ),
      );
    if (advance(text) !== latest) timer?.refresh();
    latest = advance(text);
  });
  return { text: () => stdout, end: () => clearTimeout(timer) };
}

/** The limits that spawnLeashed tells of, as errors of the file. */
function limitMet(error: unknown, { program, path, limit }: ProgramRun): unknown {
  const code = error instanceof PipelineError ? error.code : undefined;
  if (code === 'timeout') return late(path, limit, 'ran');
  return code === 'refused-input' ? failing(code, path, `${program} ${needsMuch} Convert it anew.`) : error;
}

/**
 * Runs ffmpeg or ffprobe, which cannot outlive us nor take more than programMemory, and returns what it printed (at most 4 MB). Errors:
 * those of explainFailure and spawnLeashed, `disk-full` where that is so, and `child-died` (retryable) when something else killed it.
 */
export async function runProgram(run: ProgramRun): Promise<string> {
  const { program, args, limit, signal } = run;
  const own = new AbortController();
  const onAbort = () => own.abort();
  signal?.addEventListener('abort', onAbort, { once: true });
  if (signal?.aborted === true) onAbort();
  const options = { signal: own.signal, timeout: limit, memory: programMemory, stdout: 'pipe' } as const;
  const { child, done } = spawnLeashed(program, args, options);
  const printed = collect(child, run, (error) => own.abort(error));
  const ended = await done
    .catch((error: unknown) => {
      if (own.signal.reason instanceof PipelineError) throw own.signal.reason;
      throw limitMet(error, run);
    })
    .finally(() => {
      printed.end();
      signal?.removeEventListener('abort', onAbort);
    });
  if (ended.code === 0) return printed.text();
  throw await failureOf(run, ended);
}
