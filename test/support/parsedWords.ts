import type { Command } from 'commander';
import { z } from 'zod';
import { createProgram } from '../../src/cli/createProgram.js';

/** The positional words that the program makes of a command line, which is not done; an error where it is none of its own. */
export async function parsedWords(words: readonly string[]): Promise<readonly string[]> {
  const taken: (readonly string[])[] = [];
  const quiet = (command: Command): void => {
    command.exitOverride().configureOutput({ writeErr: () => undefined, writeOut: () => undefined });
    if (command.commands.length === 0)
      command.action((...args: unknown[]) => void taken.push(z.array(z.string()).catch([]).parse(args[0])));
    command.commands.forEach(quiet);
  };
  const program = createProgram();
  quiet(program);
  await program.parseAsync([...words], { from: 'user' });
  const [[...found], ...more] = taken;
  if (more.length > 0) throw new Error('more than one command was done');
  return found;
}
