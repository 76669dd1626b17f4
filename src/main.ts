#!/usr/bin/env node
import { Command } from 'commander';
import { runCommand } from './cli/commands/run.js';
import { exitCodes } from './cli/exitCodes.js';
import { PipelineError } from './errors.js';

const program = new Command('mashstream')
  .description('Automatic music mashups from your own songs.')
  .showHelpAfterError('(add --help for what there is)')
  .addCommand(runCommand());

try {
  await program.parseAsync();
} catch (thrown) {
  const error = PipelineError.from(thrown);
  process.stderr.write(`${error.message}\n`);
  if (error.code === 'internal') process.stderr.write(`${error.stack ?? ''}\n`);
  process.exitCode = exitCodes.configuration;
}
