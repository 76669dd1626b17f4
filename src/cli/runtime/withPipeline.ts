import { runObserver } from './runObserver.js';
import type { Session } from './session.js';
import { startPipeline, type Pipeline } from './startPipeline.js';
import { trackTitle } from './trackTitle.js';

/** Runs the session's topologies while `use` works; they are told of interruptions, and have ended when it resolves. */
export async function withPipeline<T>(session: Session, use: (pipeline: Pipeline) => Promise<T>): Promise<T> {
  const { view, draining, stopped } = session;
  const pipeline = await startPipeline({
    ...session,
    observer: runObserver(view, trackTitle),
    onTrackSettled: ({ key }) =>
      view.show({ trackKey: key, title: trackTitle(key), stage: 'track', kind: 'done' }),
  });
  const [drain, stop] = [() => pipeline.drain(), () => pipeline.stop()];
  draining.addEventListener('abort', drain);
  stopped.addEventListener('abort', stop);
  if (draining.aborted) drain();
  try {
    return await use(pipeline);
  } finally {
    draining.removeEventListener('abort', drain);
    stopped.removeEventListener('abort', stop);
    pipeline.stop();
    // What stopped the pipeline has been thrown by `use` already.
    await pipeline.ended.catch(() => undefined);
    await pipeline.close();
  }
}
