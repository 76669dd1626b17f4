import { allObservers } from '../wiring/allObservers.js';
import { runObserver } from '../wiring/runObserver.js';
import { silentObserver, type StageObserver } from '../../../metrics.js';
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
  const pipeline = startPipeline({
    ...session,
    observer: observerOf(session),
    onRetrained: (text) => view.note(text),
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
  }
}

/** What a log tells a view does not show again; programs that read JSON hear of progress all the same. */
function observerOf({ view, log, json, config }: Session): StageObserver {
  const shown = runObserver(view, trackTitle);
  if (log) return json ? allObservers([shown, log.observer]) : log.observer;
  return config.logLevel === 'debug' && !json
    ? allObservers([shown, debugObserver((line) => view.note(line))])
    : shown;
}

/** Tells people when each stage is done with a message, and in which trace: level `debug` where no log is written. */
const debugObserver = (note: (line: string) => void): StageObserver => ({
  ...silentObserver,
  finished: (stage, key, seconds, subject) =>
    note(`${stage}: ${key} took ${seconds.toFixed(3)} s${subject ? ` (trace ${subject.trace.id})` : ''}`),
});
