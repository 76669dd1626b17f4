#!/usr/bin/env node
import { runProgram } from './cli/runProgram.js';

// `mashstream watch | head`: who read us has enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit();
  throw error;
});

await runProgram(process.argv.slice(2));

// All is done. What a client library has left open (kafkajs cannot be stopped while it tries to reach a broker) does not keep the process.
setTimeout(() => process.exit(), 5000).unref();
