import { runObserver } from '../wiring/runObserver.js';
import type { Session } from './session.js';
import { startPipeline, type Pipeline } from '../wiring/startPipeline.js';
import { trackTitle } from './trackTitle.js';

/**
 * Runs the session's topologies while `use` works; they are told of interruptions, and have ended when it resolves. `finish` is what an
 * interruption begins; left out: all drain.
 */
export async function withPipeline<T>(
  session: Session,
  use: (pipeline: Pipeline) => Promise<T>,
  finish: (pipeline: Pipeline) => Promise<void> = (pipeline) => pipeline.drain(),
): Promise<T> {
  const { view, draining, stopped } = session;
  const pipeline = await startPipeline({
    ...session,
    observer: runObserver(view, trackTitle),
    onTrackSettled: (id) => view.show({ trackKey: id, title: trackTitle(id), stage: 'track', kind: 'done' }),
  });
  let finishing = Promise.resolve();
  const stop = (): void => pipeline.stop();
  const drain = (): void => {
    finishing = finish(pipeline);
    finishing.catch(stop);
  };
  draining.addEventListener('abort', drain);
  stopped.addEventListener('abort', stop);
  if (draining.aborted) drain();
  try {
    const result = await use(pipeline);
    await finishing;
    return result;
  } finally {
    draining.removeEventListener('abort', drain);
    stopped.removeEventListener('abort', stop);
    stop();
    // What stopped the pipeline has been thrown by `use` already.
    await pipeline.ended.catch(() => undefined);
    await pipeline.close();
  }
}
