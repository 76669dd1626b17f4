import { systemClock } from '../../adapters/files/systemClock.js';
import { exitCodes, type ExitCode } from '../exitCodes.js';
import { listenForInterruptions } from '../listenForInterruptions.js';
import { createProgressView } from '../progress/createProgressView.js';
import { openState } from './openState.js';
import { openTools } from './openTools.js';
import { sayWhatIsFull } from './sayWhatIsFull.js';
import type { Session, SessionOptions } from './session.js';

/** Works in a data folder, as its one run; 130 when interrupted. Errors: `busy`, and what stops the process. */
export async function withSession(
  options: SessionOptions,
  work: (session: Session) => Promise<ExitCode>,
): Promise<ExitCode> {
  const { config, json } = options;
  const state = openState(config.data, 'run', config);
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
  const session: Session = {
    ...{ ...options, state, tools, view },
    begun: state.clock.now(),
    draining: drain.signal,
    stopped: stop.signal,
  };
  try {
    const code = await work(session);
    return session.draining.aborted ? interrupted(session) : code;
  } catch (error) {
    // Work that was cut off fails in whatever way it likes.
    if (session.stopped.aborted) return interrupted(session);
    throw sayWhatIsFull(error, config);
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
