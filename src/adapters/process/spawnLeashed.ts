import { ChildProcess, spawn } from 'node:child_process';
import { PipelineError } from '../../errors.js';
import type { Seconds } from '../../domain/units.js';
import { shortMemory, watchMemory, type MemoryLimit } from './memoryLimit.js';
import { notSpawned, notStarted } from './notStarted.js';

export interface LeashOptions {
  /** Aborting it kills the program and everything it started. */
  readonly signal?: AbortSignal | undefined;
  /** The program is killed when it runs longer. */
  readonly timeout?: Seconds | undefined;
  /** The program gets no more. */
  readonly memory?: MemoryLimit;
  /** Bytes; a program that writes a longer file is stopped (`disk-full`). */
  readonly fileSize?: number;
  /** `pipe` to write to the program; by default it has nothing to read. */
  readonly stdin?: 'pipe' | 'ignore';
  /** `pipe` to read what the program prints: the caller must then read it, or the program stalls. */
  readonly stdout?: 'pipe' | 'ignore';
  /** The program is Node: open a message channel to it (structured clone). */
  readonly messages?: boolean;
  /** Added to our own environment. */
  readonly environment?: Readonly<Record<string, string>>;
}

export interface Ended {
  /** Exit code; null when a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** The last 16,000 characters that it wrote to stderr, whole lines where there are any. */
  readonly stderr: string;
}

export interface Leashed {
  /** Where it could not be started it has no streams and no channel. */
  readonly child: ChildProcess;
  /**
   * Settles when the program has ended and its pipes are closed. Rejects with `missing-program`, `timeout`, `aborted`, `disk-full`
   * (at a file size limit), `refused-input` (it was stopped at its memory limit), and `unavailable` where the machine was too short of
   * something to start it.
   */
  readonly done: Promise<Ended>;
}

/**
 * The shell becomes the program; beside it waits a reader of pipe 3, whose other end only this process holds. When this process
 * ends, however it ends (kill −9 too), the pipe closes and the reader kills the program's process group, itself included.
 */
const leash = '(read -r _ <&3; kill -9 -$$) </dev/null >/dev/null 2>&1 4<&- &';

/** Shell words that limit what the shell becomes; a block has 512 bytes. */
const shortFiles = (bytes: number | undefined): string =>
  bytes === undefined ? '' : `ulimit -f ${Math.ceil(bytes / 512)};`;

/** In another language nobody could tell what the shell and the programs say. */
const plainWords = { LC_ALL: 'C' } as const;

/** More than any two paths. */
const longestStderr = 16_000;

/**
 * Starts `program` so that it cannot outlive this process, in a process group of its own, so that Ctrl-C does not reach it. What
 * it starts itself dies with it.
 */
export function spawnLeashed(program: string, args: readonly string[], options: LeashOptions = {}): Leashed {
  const child = spawnShell(program, args, options);
  const done = settle(program, child, options);
  if (child.pid !== undefined) holdLeash(child);
  return { child, done };
}

function spawnShell(program: string, args: readonly string[], options: LeashOptions): ChildProcess {
  const { stdin = 'ignore', stdout = 'ignore', messages = false, environment, memory, fileSize } = options;
  const limits = `${memory ? shortMemory(memory) : ''} ${shortFiles(fileSize)}`;
  const script = `${leash} ${limits} exec "$@" 3<&-`;
  try {
    return spawn('/bin/sh', ['-c', script, 'leash', program, ...args], {
      detached: true,
      env: { ...process.env, ...environment, ...(messages ? {} : plainWords) },
      serialization: 'advanced',
      stdio: [stdin, stdout, 'pipe', 'pipe', ...(messages ? (['ipc'] as const) : [])],
    });
  } catch (cause) {
    // Where memory is short Node throws, and tells every other reason by an event.
    const child = new ChildProcess();
    process.nextTick(() => child.emit('error', cause));
    return child;
  }
}

function holdLeash(child: ChildProcess): void {
  const pipe = child.stdio[3];
  pipe?.on('error', () => undefined);
  child.on('exit', () => pipe?.destroy());
}

function settle(program: string, child: ChildProcess, options: LeashOptions): Promise<Ended> {
  return new Promise((resolve, reject) => {
    let stderr = '';
    let failure: PipelineError | undefined;
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr = tailOf(stderr + text)));
    const release = guard(program, child, {
      ...options,
      stop: (error) => {
        failure ??= error;
        killGroup(child);
      },
    });
    child.on('error', (cause) => {
      release();
      killGroup(child);
      reject(notSpawned(program, cause));
    });
    child.on('close', (code, signal) => {
      release();
      failure ??= signal === 'SIGXFSZ' ? tooLarge(program) : notStarted(program, { code, stderr });
      if (failure) reject(failure);
      else resolve({ code, signal, stderr });
    });
  });
}

const tailOf = (text: string): string =>
  text.length <= longestStderr ? text : text.slice(-longestStderr).replace(/^[^\n]*\n(?=[^])/, '');

interface Guard extends LeashOptions {
  readonly stop: (error: PipelineError) => void;
}

/** Calls `stop` on abort, at the time limit and, where it must be watched, at the memory limit, until it is released. */
function guard(program: string, child: ChildProcess, { signal, timeout, memory, stop }: Guard): () => void {
  const onAbort = () =>
    stop(new PipelineError('aborted', `${program} was stopped: its work is not wanted any more.`));
  const onLate = () =>
    stop(new PipelineError('timeout', `${program} was stopped: it ran longer than ${timeout ?? 0} s.`));
  const timer = timeout === undefined ? undefined : setTimeout(onLate, timeout * 1000);
  const unwatch = memory && watchMemory(child.pid, memory, () => stop(tooHungry(program)));
  signal?.addEventListener('abort', onAbort, { once: true });
  if (signal?.aborted) onAbort();
  return () => {
    clearTimeout(timer);
    unwatch?.();
    signal?.removeEventListener('abort', onAbort);
  };
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // The group has ended already.
  }
}

const tooHungry = (program: string): PipelineError =>
  new PipelineError('refused-input', `${program} was stopped: it took more memory than it may have.`);

const tooLarge = (program: string): PipelineError =>
  new PipelineError(
    'disk-full',
    `${program} wrote more than the file size limit allows. Raise the limit (ulimit -f) and run again.`,
    { context: { program } },
  );
