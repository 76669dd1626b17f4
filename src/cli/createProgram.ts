import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { z } from 'zod';
import { packageFolder } from '../packageFolder.js';
import { programName } from './commandLine.js';
import { benchCommand } from './commands/bench.js';
import { checkCommand } from './commands/check.js';
import { crossvalidateCommand } from './commands/crossvalidate.js';
import { deadlettersCommand } from './commands/deadletters.js';
import { evaluateCommand } from './commands/evaluate.js';
import { examplesCommand } from './commands/examples.js';
import { importCommand } from './commands/import.js';
import { modelsCommand } from './commands/models.js';
import { publishCommand } from './commands/publish.js';
import { removeCommand } from './commands/remove.js';
import { renderCommand } from './commands/render.js';
import { runCommand } from './commands/run.js';
import { synthesizeCommand } from './commands/synthesize.js';
import { topicsCommand } from './commands/topics.js';
import { trainCommand } from './commands/train.js';
import { watchCommand } from './commands/watch.js';
import type { Tally } from './tally.js';
import { print, printError } from './text/print.js';

function version(): string {
  const text = readFileSync(join(packageFolder, 'package.json'), 'utf8');
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}

const help = `
Exit codes: 0 all done, 1 configuration or arguments, 3 some songs failed, 130 interrupted.

Example:
  ${programName()} run ~/Music`;

/** Commander quotes the words that were given. */
const output = { writeOut: print, writeErr: printError };

/** The program with all of its commands. Wrong words and flags are told with a hint and thrown as CommanderError. */
export function createProgram(count: (tally: Tally) => void = () => undefined): Command {
  const program = new Command('mashstream')
    .configureOutput(output)
    .description('Automatic music mashups from your own songs.')
    .version(version(), '-V, --version', 'print the version')
    .addHelpText('after', help);
  for (const command of [
    runCommand(count),
    publishCommand(),
    importCommand(),
    removeCommand(),
    watchCommand(),
    renderCommand(),
    benchCommand(),
    synthesizeCommand(),
    examplesCommand(),
    trainCommand(),
    evaluateCommand(),
    crossvalidateCommand(),
    modelsCommand(),
    checkCommand(),
    topicsCommand(),
    deadlettersCommand(),
  ]) {
    for (const each of [command, ...command.commands])
      each.exitOverride().configureOutput(output).showHelpAfterError('(add --help for what there is)');
    program.addCommand(command);
  }
  return program.exitOverride().showHelpAfterError('(add --help for what there is)');
}
