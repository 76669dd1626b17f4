import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export interface Ended {
  /** null when a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly seconds: number;
}

export interface Program {
  readonly pid: number;
  readonly ended: Promise<Ended>;
  /** What it has written so far. */
  readonly stdout: () => string;
  readonly stderr: () => string;
  kill(signal: NodeJS.Signals): void;
}

export interface ProgramOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** No file may grow larger, KiB. */
  readonly fileLimit?: number;
  /** Killed and failed after so many milliseconds; default three minutes. */
  readonly limit?: number;
}

const running = new Set<ChildProcess>();

/** Kills all that were started and still run. */
export const killPrograms = (): void => running.forEach((child) => void child.kill('SIGKILL'));
process.on('exit', killPrograms);

const main = fileURLToPath(new URL('../../bin/mashstream.mjs', import.meta.url));

/** Starts the compiled program as a user would. It is killed when this process ends before it does. */
export function startProgram(args: readonly string[], options: ProgramOptions): Program {
  const { cwd, env = {}, fileLimit, limit = 180_000 } = options;
  const began = performance.now();
  const words = [process.execPath, main, ...args];
  const within = fileLimit === undefined ? [] : ['bash', '-c', `ulimit -f ${fileLimit}; exec "$0" "$@"`];
  const [program, ...rest] = [...within, ...words];
  const child = spawn(program, rest, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const kill = (signal: NodeJS.Signals): void => void child.kill(signal);
  const ended = new Promise<Ended>((resolve, reject) => {
    const timer = setTimeout(() => {
      kill('SIGKILL');
      reject(new Error(`mashstream ${args.join(' ')} ran longer than ${limit} ms:\n${stdout}\n${stderr}`));
    }, limit);
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve({ code, stdout, stderr, seconds: (performance.now() - began) / 1000 });
    });
  });
  ended.catch(() => undefined);
  running.add(child);
  child.on('close', () => running.delete(child));
  return { pid: child.pid ?? 0, ended, stdout: () => stdout, stderr: () => stderr, kill };
}

/** Runs the compiled program to its end. */
export const runProgram = (args: readonly string[], options: ProgramOptions): Promise<Ended> =>
  startProgram(args, options).ended;
