import { afterAll } from 'vitest';
import { killPrograms } from './startProgram.js';

export * from './startProgram.js';

// Where a test file ends before the programs that it started.
afterAll(killPrograms);
