import { PipelineError } from '../errors.js';
import { createProgram } from './createProgram.js';
import { exitCodes } from './exitCodes.js';
import { errorText } from './text/errorText.js';

/** Runs the program with its arguments (`run`, `--top`, `3` …); sets the exit code. Without any it prints what there is. */
export async function runProgram(words: readonly string[]): Promise<void> {
  const program = createProgram();
  if (words.length === 0) return program.outputHelp();
  try {
    await program.parseAsync(words, { from: 'user' });
  } catch (thrown) {
    const error = PipelineError.from(thrown);
    process.stderr.write(`${errorText(error)}\n`);
    if (error.code === 'internal') process.stderr.write(`${error.stack ?? ''}\n`);
    process.exitCode = exitCodes.configuration;
  }
}
