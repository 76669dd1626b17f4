import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Seconds } from '../../src/domain/units.js';
import { packageFolder } from '../../src/packageFolder.js';
import { killMarked, markName } from './markedProcesses.js';
import { sampleMemory } from './sampleMemory.js';

export interface Ended {
  /** null when a signal ended it. */
  readonly code: number | null;
  /** Their beginnings, 32 M characters at most. */
  readonly stdout: string;
  readonly stderr: string;
  /** Bytes written in all. */
  readonly written: { readonly stdout: number; readonly stderr: number };
  readonly seconds: Seconds;
  /** It ran longer than allowed and was killed with all that it had started. */
  readonly hung: boolean;
}

export interface Started {
  /** In the environment of the program and of all that it starts. */
  readonly mark: string;
  readonly ended: Promise<Ended>;
  /** What it has written so far. */
  readonly stdout: () => string;
  /** Signals the program alone: what it has started is left to itself. */
  kill(signal: NodeJS.Signals): void;
}

export interface StartOptions {
  readonly cwd: string;
  /** Default: ten minutes. */
  readonly limit?: Seconds;
  readonly environment?: Readonly<Record<string, string>>;
}

const most = 32 * 1024 * 1024;
const main = join(packageFolder, 'bin/mashstream.mjs');

/** Starts the compiled program as a user would. */
export function startProgram(args: readonly string[], options: StartOptions): Started {
  const { cwd, limit = 600, environment = {} } = options;
  const mark = randomUUID();
  const began = performance.now();
  const child = spawn(process.execPath, [main, ...args], {
    cwd,
    env: { ...process.env, ...environment, [markName]: mark },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const text = { stdout: '', stderr: '' };
  const written = { stdout: 0, stderr: 0 };
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (more: string) => {
      written[name] += Buffer.byteLength(more);
      if (text[name].length < most) text[name] += more;
    });
  const stopSampling = sampleMemory(mark);
  let hung = false;
  const timer = setTimeout(() => {
    hung = true;
    killMarked(mark);
  }, limit * 1000);
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(timer);
      stopSampling();
      resolve({ code, ...text, written, hung, seconds: (performance.now() - began) / 1000 });
    });
  });
  return { mark, ended, stdout: () => text.stdout, kill: (signal) => void child.kill(signal) };
}
