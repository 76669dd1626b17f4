import { setTimeout as sleep } from 'node:timers/promises';
import { serveJobs } from '../../../src/adapters/process/serveJobs.js';
import type { Report } from '../../../src/adapters/process/jobMessages.js';
import { PipelineError } from '../../../src/errors.js';

const handlers = {
  double: (x: number) => 2 * x,
  echo: (x: unknown) => x,
  pid: () => process.pid,
  async count(to: number, report: Report): Promise<string> {
    for (let i = 1; i <= to; i++) {
      await sleep(1);
      report(i / to);
    }
    return 'counted';
  },
  fail(code: 'silent') {
    throw new PipelineError(code, 'Nothing sounds.', { retryable: true, context: { path: '/x', at: 1 } });
  },
  crash() {
    process.stderr.write('cannot go on\n');
    process.exit(3);
  },
  hang: () => sleep(1e6, undefined, { ref: true }),
  /** Blocks the event loop, as native code does. */
  block() {
    process.send?.({ progress: 0 });
    for (;;);
  },
};
export type TestHandlers = typeof handlers;

serveJobs(handlers);
