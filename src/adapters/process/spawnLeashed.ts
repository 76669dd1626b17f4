import { spawn, type ChildProcess } from 'node:child_process';
import { PipelineError } from '../../errors.js';
import type { Seconds } from '../../domain/units.js';
import { installHint } from './installHint.js';

export interface LeashOptions {
  /** Aborting it kills the program and everything it started. */
  readonly signal?: AbortSignal | undefined;
  /** The program is killed when it runs longer. */
  readonly timeout?: Seconds | undefined;
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
  /** Exit code; null when something else killed it. */
  readonly code: number | null;
  /** The last 4,000 characters that it wrote to stderr. */
  readonly stderr: string;
}

export interface Leashed {
  readonly child: ChildProcess;
  /** Settles when the program has ended and its pipes are closed; rejects with `missing-program`, `timeout`, `aborted` or `disk-full` (at a file size limit). */
  readonly done: Promise<Ended>;
}

/**
 * The shell becomes the program; beside it waits a reader of pipe 3, whose other end only this process holds. When this process
 * ends, however it ends (kill −9 too), the pipe closes and the reader kills the program's process group, itself included.
 */
const leash = '(read -r _ <&3; kill -9 -$$) </dev/null >/dev/null 2>&1 4<&- & exec "$@" 3<&-';

/** Exit code with which a shell says that there is no such program. */
const noSuchProgram = 127;

/**
 * Starts `program` so that it cannot outlive this process, in a process group of its own, so that Ctrl-C does not reach it. What
 * it starts itself dies with it.
 */
export function spawnLeashed(program: string, args: readonly string[], options: LeashOptions = {}): Leashed {
  const channel = options.messages === true ? (['ipc'] as const) : [];
  const child = spawn('/bin/sh', ['-c', leash, 'leash', program, ...args], {
    detached: true,
    env: { ...process.env, ...options.environment },
    serialization: 'advanced',
    stdio: [options.stdin ?? 'ignore', options.stdout ?? 'ignore', 'pipe', 'pipe', ...channel],
  });
  const pipe = child.stdio[3];
  pipe?.on('error', () => undefined);
  child.on('exit', () => pipe?.destroy());
  return { child, done: settle(program, child, options) };
}

function settle(program: string, child: ChildProcess, options: LeashOptions): Promise<Ended> {
  return new Promise((resolve, reject) => {
    let stderr = '';
    let failure: PipelineError | undefined;
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr = (stderr + text).slice(-4000)));
    const release = guard(program, options, (error) => {
      failure ??= error;
      killGroup(child);
    });
    child.on('error', (cause) => {
      release();
      reject(PipelineError.from(cause));
    });
    child.on('close', (code, signal) => {
      release();
      if (failure) reject(failure);
      else if (signal === 'SIGXFSZ') reject(tooLarge(program));
      else if (code === noSuchProgram) reject(missing(program));
      else resolve({ code, stderr });
    });
  });
}

/** Calls `stop` on abort and at the time limit, until it is released. */
function guard(program: string, options: LeashOptions, stop: (error: PipelineError) => void): () => void {
  const { signal, timeout } = options;
  const onAbort = () =>
    stop(new PipelineError('aborted', `${program} was stopped: its work is not wanted any more.`));
  const onLate = () =>
    stop(new PipelineError('timeout', `${program} was stopped: it ran longer than ${timeout ?? 0} s.`));
  const timer = timeout === undefined ? undefined : setTimeout(onLate, timeout * 1000);
  signal?.addEventListener('abort', onAbort, { once: true });
  if (signal?.aborted) onAbort();
  return () => {
    clearTimeout(timer);
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

const tooLarge = (program: string): PipelineError =>
  new PipelineError(
    'disk-full',
    `${program} wrote more than the file size limit allows. Raise the limit (ulimit -f) and run again.`,
    { context: { program } },
  );

const missing = (program: string): PipelineError =>
  new PipelineError(
    'missing-program',
    `${program} is not installed. Install it with: ${installHint(program, process.platform)}`,
    { context: { program } },
  );
