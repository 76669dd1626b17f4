import { childWorker } from '../../../src/adapters/process/childWorker.js';
import type { TestHandlers } from './testChild.js';

/** A program that keeps two children: one idle, one whose event loop is blocked. Prints their ids. */
const entry = new URL('./testChild.js', import.meta.url);
const idle = childWorker<TestHandlers>({ name: 'The idle child', entry });
const busy = childWorker<TestHandlers>({ name: 'The busy child', entry });
const pids = [await idle.run('pid', undefined), await busy.run('pid', undefined)];
void busy.run('block', undefined, {
  onProgress: () => process.stdout.write(`${JSON.stringify(pids)}\n`),
});
