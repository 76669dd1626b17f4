import type { Trainer } from '../../ports/trainer.js';
import { childWorker } from '../process/childWorker.js';
import type { TrainerHandlers } from './trainerChild.js';

/** A child that waits for its next steps keeps what it has learned. */
const patience = 24 * 3600;

/**
 * Tensors are taken and given back by hundreds of megabytes a second. glibc would fetch and clear their pages anew each time, which takes as long as some layers do: it is to keep
 * what was given back, and to use large pages (from glibc 2.35 on; others pass over it).
 */
const memorySettings = {
  MALLOC_MMAP_THRESHOLD_: String(2 ** 33),
  MALLOC_TRIM_THRESHOLD_: String(2 ** 34),
  GLIBC_TUNABLES: 'glibc.malloc.hugetlb=1',
};

/** Training by TensorFlow.js in a child process. */
export function tfjsTrainer(): Trainer {
  const worker = childWorker<TrainerHandlers>({
    name: 'The training process',
    entry: new URL('./trainerChild.js', import.meta.url),
    environment: memorySettings,
    idle: patience,
  });
  return {
    open: (job, signal) => worker.run('open', job, { signal }),
    advance: (steps, signal) => worker.run('advance', { steps }, { signal }),
    scores: (split, signal) => worker.run('scores', { split }, { signal }),
    posteriors: (split, signal) => worker.run('posteriors', { split }, { signal }),
    save: (path, facts, signal) => worker.run('save', { path, facts }, { signal }),
    close: () => worker.close(),
  };
}
