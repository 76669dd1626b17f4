import type { Seconds } from '../../../domain/units.js';
import type { Named } from '../../../model/network.js';
import { childWorker } from '../../process/childWorker.js';
import { executionProviders, type NetworkReport } from '../../../ports/executionProvider.js';
import type { SessionOptions } from '../openSession.js';
import type { NetworkHandlers } from './networkChild.js';
import type { NetworkValue } from './sessionValues.js';

export interface NetworkWorkerOptions extends SessionOptions {
  /** The child, which holds the network, is ended when it has had no work for so long; default 60. */
  readonly idle?: Seconds;
  readonly environment?: Readonly<Record<string, string>>;
}

/** Runs one network in a child process of its own, one job at a time. */
export interface NetworkWorker {
  /** Loads the network: who runs it. Errors: `unreadable`, `child-died`. */
  open(): Promise<NetworkReport>;
  /** Errors: those of `open`, and `refused-input` where the values do not fit. */
  run(inputs: Named<NetworkValue>, signal?: AbortSignal): Promise<Named<NetworkValue>>;
  close(): Promise<void>;
}

/** A worker for the network in a file: CUDA where it is, else WebGPU, else the processor. */
export function networkWorker(path: string, settings: NetworkWorkerOptions = {}): NetworkWorker {
  const { idle = 60, environment = {}, ...options } = settings;
  const worker = childWorker<NetworkHandlers>({
    name: 'The network process',
    entry: new URL('./networkChild.js', import.meta.url),
    environment,
    idle,
  });
  const request = { path, options: { providers: executionProviders, ...options } };
  return {
    open: () => worker.run('open', request),
    run: (inputs, signal) => worker.run('run', { ...request, inputs }, { signal }),
    close: () => worker.close(),
  };
}
