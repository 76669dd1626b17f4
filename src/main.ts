#!/usr/bin/env node
import { runProgram } from './cli/runProgram.js';

// `mashstream watch | head`: who read us has enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit();
  throw error;
});

await runProgram(process.argv.slice(2));
