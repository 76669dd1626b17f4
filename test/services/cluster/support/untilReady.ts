import { until } from '../../../support/until.js';
import type { Worker } from './worker.js';

/** Waits until the worker has reached its servers and begun to ask for work. */
export const untilReady = (worker: Worker): Promise<void> =>
  until(() => worker.stderr().includes('Running '), 120_000);
