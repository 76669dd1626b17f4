import { setTimeout as wait } from 'node:timers/promises';
import { faults, type Fault } from './fault.js';
import { markedProcesses } from './markedProcesses.js';
import { startProgram, type Ended, type Started } from './startProgram.js';

/** A child may live for so long after its parent, ms. */
const patience = 15_000;

/** Runs the program to its end, which must be with one of these exit codes. */
export async function runToEnd(
  folder: string,
  args: readonly string[],
  codesOf: (ended: Ended) => readonly number[] = () => [0],
): Promise<readonly Fault[]> {
  const program = startProgram(args, { cwd: folder });
  const ended = await program.ended;
  return [...badEnd(ended, codesOf(ended)), ...(await leftBehind(program))];
}

/** What is wrong with the end of a program that should have ended with one of these exit codes. */
export function badEnd(ended: Ended, codes: readonly number[] = [0]): readonly Fault[] {
  const { code, hung, seconds, stdout, stderr } = ended;
  if (hung) return faults('hang', [`no end after ${Math.round(seconds)} s`]);
  if (codes.some((good) => good === code)) return [];
  const failed = stdout.split('\n').filter((line) => line.startsWith('{"type":"failed"'));
  const text = `exit code ${code ?? 'none'}: ${[...failed, stderr.slice(-500)].join(' ').trim().slice(0, 2000)}`;
  return faults(code === 3 ? 'lost' : 'crash', [text]);
}

/**
 * Kills the program alone when `moment` resolves, unless it ends before, and waits for the end of what it had started. What ended by
 * itself must have done so with one of these exit codes.
 */
export async function killAt(
  program: Started,
  moment: Promise<unknown>,
  codesOf: (ended: Ended) => readonly number[] = () => [0],
): Promise<readonly Fault[]> {
  await Promise.race([moment, program.ended]);
  program.kill('SIGKILL');
  // What it has started may hold its pipes open.
  const left = await leftBehind(program);
  const ended = await program.ended;
  return [...left, ...(ended.code === null ? [] : badEnd(ended, codesOf(ended)))];
}

/** Waits until nothing is left of what the program has started; what is still there after 15 s is orphaned. */
export async function leftBehind({ mark }: Started): Promise<readonly Fault[]> {
  const end = Date.now() + patience;
  for (;;) {
    const left = markedProcesses(mark);
    if (left.length === 0) return [];
    if (Date.now() > end)
      return faults(
        'orphaned',
        left.map(({ kind, pid }) => `process ${pid} (${kind}) after ${patience / 1000} s`),
      );
    await wait(50);
  }
}
