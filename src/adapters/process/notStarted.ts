import { PipelineError } from '../../errors.js';
import { installHint } from './installHint.js';

/** The error for a shell that could not be started, so that nothing is known of the program. */
export function notSpawned(program: string, cause: unknown): PipelineError {
  const { code, message, retryable } = PipelineError.from(cause);
  return new PipelineError(code, `Starting ${program}: ${message}`, {
    cause,
    retryable,
    context: { program },
  });
}

/** What the shell says when the machine has no room for the second process of a leash. */
const cannotFork = /^(?:(?:line )?\d+: )?(?:cannot fork|can't fork|fork: )/i;

/** What it, or the system's loader in the place of the program, says when the machine is short of something else. */
const shortages =
  /Too many open files|Cannot allocate memory|Resource temporarily unavailable|Text file busy|: [Ee]rror (?:12|23|24)$/m;

/** Exit codes with which a shell says that there is no such program, and that it cannot be run. */
const [noSuchProgram, notRunnable] = [127, 126];

/** The error for a program that never began, by the exit code and words of the shell that was to become it; undefined where it did begin. */
export function notStarted(
  program: string,
  { code, stderr }: { readonly code: number | null; readonly stderr: string },
): PipelineError | undefined {
  const shell = /^leash: (.*)$/m.exec(stderr)?.[1];
  const alone = shell !== undefined && code !== null && code !== 0 && cannotFork.test(shell);
  const unstarted = alone || code === noSuchProgram || (code === notRunnable && shell !== undefined);
  if (!unstarted) return undefined;
  const said = shell ?? stderr.trim().split('\n').at(-1) ?? '';
  const context = { program };
  if (alone || shortages.test(said))
    return new PipelineError(
      'unavailable',
      `Starting ${program}: the machine is short of processes, memory or open files (${said}). Close other programs, or lower --concurrency, and run again.`,
      { retryable: true, context },
    );
  const there = code === notRunnable || (shell === undefined && said !== '');
  const what = there ? `cannot be run (${said}). Install it anew` : 'is not installed. Install it';
  return new PipelineError(
    'missing-program',
    `${program} ${what} with: ${installHint(program, process.platform)}`,
    { context },
  );
}
