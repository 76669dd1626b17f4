import { childWorker } from '../process/childWorker.js';
import type { ShardJob, ShardMade, WindowsHandlers } from './windowsChild.js';

/** Makes files of training windows from scores, in child processes. */
export interface WindowsWorker {
  make(job: ShardJob, signal?: AbortSignal): Promise<ShardMade>;
  close(): Promise<void>;
}

export function windowsWorker(size: number): WindowsWorker {
  const worker = childWorker<WindowsHandlers>({
    name: 'The process that hears scores',
    entry: new URL('./windowsChild.js', import.meta.url),
    size,
  });
  return {
    make: (job, signal) => worker.run('make', job, { signal }),
    close: () => worker.close(),
  };
}
