import { vi } from 'vitest';
import { runProgram } from '../../src/cli/runProgram.js';

export interface Told {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number;
  /** The lines of stdout as JSON. */
  readonly json: () => readonly Record<string, unknown>[];
}

/** Runs the program in this process with these arguments; for arguments that the program itself accepts. */
export async function mashstream(...words: readonly string[]): Promise<Told> {
  const before = process.exitCode;
  const told = { stdout: '', stderr: '' };
  const spies = (['stdout', 'stderr'] as const).map((name) =>
    vi.spyOn(process[name], 'write').mockImplementation((text) => {
      told[name] += String(text);
      return true;
    }),
  );
  process.exitCode = 0;
  try {
    await runProgram(words);
    const code = process.exitCode;
    return { ...told, code, json: () => linesOf(told.stdout) };
  } finally {
    process.exitCode = before;
    for (const spy of spies) spy.mockRestore();
  }
}

const linesOf = (text: string): Record<string, unknown>[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>); // JSON lines of the program are objects
