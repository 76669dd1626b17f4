import { until } from '../../../support/until.js';
import type { StageLine, Worker } from './worker.js';

/** Waits until one of the workers has begun the stage: that worker, and the record. Fails when all have ended. */
export async function untilStage(
  workers: readonly Worker[],
  stage: string,
  what: StageLine['what'] = 'begun',
): Promise<{ readonly worker: Worker; readonly line: StageLine }> {
  const found = () =>
    workers.flatMap((worker) => {
      const line = worker.stages().find((one) => one.stage === stage && one.what === what);
      return line ? [{ worker, line }] : [];
    });
  await until(() => found().length > 0, 240_000);
  return found()[0];
}
