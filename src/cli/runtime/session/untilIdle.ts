import { setTimeout as wait } from 'node:timers/promises';
import type { Pipeline } from '../wiring/startPipeline.js';

/** How often it is looked whether it is so, ms. */
const every = 50;

/** Waits until nothing waits in any topic (`names`: of those topologies); false when the pipeline ended before. */
export const untilIdle = (
  pipeline: Pick<Pipeline, 'ended' | 'idle'>,
  names?: readonly string[],
): Promise<boolean> => untilSo(pipeline, () => pipeline.idle(names));

/** Waits until the pipeline is a member of all its groups, so that it is known what it owns; false when it ended before. */
export const untilJoined = (pipeline: Pick<Pipeline, 'ended' | 'hindrance'>): Promise<boolean> =>
  untilSo(pipeline, () => Promise.resolve(pipeline.hindrance() === undefined));

async function untilSo(pipeline: Pick<Pipeline, 'ended'>, isSo: () => Promise<boolean>): Promise<boolean> {
  const end = pipeline.ended.then(() => 'ended' as const);
  // It may fail when nobody waits here any more.
  end.catch(() => undefined);
  for (;;) {
    if (await isSo()) return true;
    if ((await Promise.race([wait(every), end])) === 'ended') return false;
  }
}
