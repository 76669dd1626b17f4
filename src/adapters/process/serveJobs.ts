import { PipelineError } from '../../errors.js';
import { jobSchema, type Handlers, type Reply } from './jobMessages.js';
import { toWire } from './wireError.js';

const send = (reply: Reply): void => void process.send?.(reply);

async function answer(handlers: Handlers, message: unknown): Promise<void> {
  try {
    const { kind, request } = jobSchema.parse(message);
    const handler = handlers[kind];
    // Only childWorker sends jobs, and its types pair each request with its handler.
    const result = await handler(request as never, (progress) => send({ progress }));
    send({ result });
  } catch (error) {
    send({ error: toWire(error) });
  }
}

/** Makes this process a child of childWorker: it answers jobs by `handlers`, one at a time, and ends when its parent does. */
export function serveJobs(handlers: Handlers): void {
  if (process.send === undefined)
    throw new PipelineError(
      'internal',
      'This program is a part of mashstream and is started by it: run `mashstream`.',
    );
  process.on('disconnect', () => process.exit());
  process.on('message', (message) => void answer(handlers, message));
}
