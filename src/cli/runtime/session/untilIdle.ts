import { setTimeout as wait } from 'node:timers/promises';
import type { Pipeline } from '../wiring/startPipeline.js';

/** How often it is looked whether all is done, ms. */
const every = 50;

/** Waits until nothing waits in any topic (`names`: of those topologies); false when the pipeline ended before. */
export async function untilIdle(
  pipeline: Pick<Pipeline, 'ended' | 'idle'>,
  names?: readonly string[],
): Promise<boolean> {
  const end = pipeline.ended.then(() => 'ended' as const);
  // It may fail when nobody waits here any more.
  end.catch(() => undefined);
  for (;;) {
    if (await pipeline.idle(names)) return true;
    if ((await Promise.race([wait(every), end])) === 'ended') return false;
  }
}
