import type { Seconds } from '../../domain/units.js';
import type { Analyzer } from '../../ports/analyzer.js';
import type { Mixer } from '../../ports/mixer.js';
import { childWorker } from '../process/childWorker.js';
import type { AudioHandlers } from './audioChild.js';

export interface AudioWorkerOptions {
  /** Child processes at most. Default 1. */
  readonly size?: number;
  /** A child without work is ended after so long. */
  readonly idle?: Seconds;
}

/** Analysis and mixing in child processes, so that the stream and its health answers keep flowing. */
export function audioWorker(options: AudioWorkerOptions = {}): Analyzer & Mixer {
  const worker = childWorker<AudioHandlers>({
    name: 'The audio process',
    entry: new URL('./audioChild.js', import.meta.url),
    ...options,
  });
  return {
    planRegions: (files, { bpm, meter }, signal) =>
      worker.run('plan', { files, known: { bpm, meter } }, { signal }),
    hearKey: (sources, signal) => worker.run('key', sources, { signal }),
    vocalShare: (vocals, mix, signal) => worker.run('voice', { vocals, mix }, { signal }),
    analyze: (job, signal) => worker.run('analyze', job, { signal }),
    edges: (job, signal) => worker.run('edges', job, { signal }),
    mix: (job, signal) => worker.run('mix', job, { signal }),
    close: () => worker.close(),
  };
}
