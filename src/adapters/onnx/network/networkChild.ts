import type { Named } from '../../../model/network.js';
import { serveJobs } from '../../process/serveJobs.js';
import type { NetworkReport } from '../../../ports/executionProvider.js';
import type { SessionOptions } from '../openSession.js';
import { networkSession, type NetworkSession } from './networkSession.js';
import type { NetworkValue } from './sessionValues.js';

let open: Promise<NetworkSession> | undefined;
/** A failure to open is not remembered. */
const session = (path: string, options: SessionOptions): Promise<NetworkSession> =>
  (open ??= networkSession(path, options).catch((error: unknown) => {
    open = undefined;
    throw error;
  }));

/** One network a process: a worker's jobs name the same file always. */
const handlers = {
  async open(request: { path: string; options: SessionOptions }): Promise<NetworkReport> {
    const { provider, refusals } = await session(request.path, request.options);
    return { provider, refusals };
  },
  async run(request: {
    path: string;
    options: SessionOptions;
    inputs: Named<NetworkValue>;
  }): Promise<Named<NetworkValue>> {
    return (await session(request.path, request.options)).run(request.inputs);
  },
};
export type NetworkHandlers = typeof handlers;

serveJobs(handlers);
