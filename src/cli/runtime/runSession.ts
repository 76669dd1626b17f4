import { systemClock } from '../../adapters/files/systemClock.js';
import { exitCodes, type ExitCode } from '../exitCodes.js';
import { listenForInterruptions } from '../listenForInterruptions.js';
import { createProgressView } from '../progress/createProgressView.js';
import { openState } from './openState.js';
import { openTools } from './openTools.js';
import { serveForever } from './serveForever.js';
import type { Session, SessionOptions } from './session.js';
import { workThrough } from './workThrough.js';

/** Runs topologies over a data folder, for songs or for ever, and shows what came of it. Errors: what stops the process. */
export async function runSession(options: SessionOptions): Promise<ExitCode> {
  const { config, json } = options;
  const state = openState(config.data, 'run');
  const tools = openTools(config);
  const view = createProgressView({
    json,
    stderr: process.stderr,
    stdout: process.stdout,
    clock: systemClock,
  });
  const [drain, stop] = [new AbortController(), new AbortController()];
  const deafen = listenForInterruptions(
    {
      drain() {
        view.note(
          'Finishing what is in hand. Press Ctrl-C again to stop at once; what is left goes on at the next run.',
        );
        drain.abort();
      },
      stop: () => stop.abort(),
    },
    systemClock,
  );
  const session: Session = { ...options, state, tools, view, draining: drain.signal, stopped: stop.signal };
  try {
    const code = await (options.forever ? serveForever(session) : workThrough(session));
    return session.draining.aborted ? interrupted(session) : code;
  } catch (error) {
    // Work that was cut off fails in whatever way it likes.
    if (session.stopped.aborted) return interrupted(session);
    throw error;
  } finally {
    deafen();
    view.close();
    await tools.close();
    await state.close();
  }
}

function interrupted({ view }: Session): ExitCode {
  view.note('Interrupted. What is done is kept; the same command goes on from here.');
  return exitCodes.interrupted;
}
