import { CommanderError } from 'commander';
import { PipelineError } from '../errors.js';
import { createProgram } from './createProgram.js';
import { exitCodes } from './exitCodes.js';
import type { Tally } from './tally.js';
import { errorText } from './text/errorText.js';
import { print, printError } from './text/print.js';

/**
 * Runs the program with its arguments (`run`, `--top`, `3` …); sets the exit code. Without any it prints what there is. With --json the
 * last line is one of type `end`, whatever happened, after one of type `error` where that kept the command from its work.
 */
export async function runProgram(words: readonly string[]): Promise<void> {
  let counted: Tally = {};
  const program = createProgram((tally) => (counted = tally));
  if (words.length === 0) return program.outputHelp();
  const json = forPrograms(words);
  try {
    await program.parseAsync(words, { from: 'user' });
  } catch (thrown) {
    // Help and version were asked for, and are printed.
    if (thrown instanceof CommanderError && thrown.exitCode === 0) return;
    process.exitCode = exitCodes.configuration;
    const error = toldOf(thrown);
    if (json) line({ type: 'error', code: error.code, message: error.message });
  }
  if (json) line({ type: 'end', ...counted, exitCode: Number(process.exitCode ?? exitCodes.done) });
}

/** Known before the arguments are read: they may be what is wrong. */
const forPrograms = (words: readonly string[]): boolean =>
  words.slice(0, words.includes('--') ? words.indexOf('--') : undefined).includes('--json');

const line = (value: object): void => print(`${JSON.stringify(value)}\n`);

/** The error, once a person has been told of it. */
function toldOf(thrown: unknown): PipelineError {
  // Of wrong words and flags the parser has told already, with a hint.
  if (thrown instanceof CommanderError) return new PipelineError('bad-config', thrown.message);
  const error = PipelineError.from(thrown);
  printError(`${errorText(error)}\n`);
  if (error.code === 'internal') printError(`${error.stack ?? ''}\n`);
  return error;
}
