import { searchRule } from '../../../mashability/conditions/matchRule.js';
import { systemClock } from '../../../adapters/files/systemClock.js';
import { atMost } from '../../../adapters/shared/atMost.js';
import { createPatience } from '../../../adapters/shared/patience.js';
import type { Milliseconds } from '../../../domain/units.js';
import { PipelineError } from '../../../errors.js';
import { errorAsTyped } from '../../commandLine.js';
import { exitCodes, type ExitCode } from '../../exitCodes.js';
import { listenForInterruptions } from '../../listenForInterruptions.js';
import { createProgressView } from '../../progress/createProgressView.js';
import type { ProgressView } from '../../progress/progressView.js';
import { openRetraining, teachingProblem } from '../retraining/openRetraining.js';
import { openTools } from '../wiring/openTools.js';
import { openHealth, type Health } from '../wiring/openHealth.js';
import { patientTools } from '../wiring/patientTools.js';
import { logOf } from './logOf.js';
import { sayWhatIsFull } from './sayWhatIsFull.js';
import { openRunScorers } from '../models/openScorers.js';
import type { Session, SessionOptions } from './session.js';
import { waitForState } from './waitForState.js';
import { termsNow } from '../../../operators/match/matchOptions.js';
import type { Scorers } from '../../../ports/scorer.js';
import { termsInForce, type FollowedTerms } from '../../../topologies/termsInForce.js';
import type { State } from '../wiring/openState.js';

/** Work that was cut off while a store is away may keep the scorer that it took: it gets no further. */
const longestRelease: Milliseconds = 2000;

/** Works in a data folder, as its one run; 130 when interrupted. Errors: `busy`, and what stops the process. */
export async function withSession(
  options: SessionOptions,
  work: (session: Session) => Promise<ExitCode>,
): Promise<ExitCode> {
  const { config, json } = options;
  const log = logOf(options);
  const view = createProgressView({
    ...{ json, log },
    stderr: process.stderr,
    stdout: process.stdout,
    clock: systemClock,
    places: config,
  });
  const { draining, stopped, deafen } = hearInterruptions(options, view);
  const patience = createPatience({
    signal: stopped,
    onWaiting: ({ message }) => view.note(`${message} Waiting for it; the run goes on by itself.`),
    onOver: () => view.note('Nothing is waited for any more.'),
  });
  let reaching: string | undefined;
  let health: Health | undefined;
  try {
    // First: who looks whether it lives, or what it waits for, is answered from the beginning.
    health = await openHealth(config, () => patience.reason() ?? reaching);
    const teaches = await canTeach(options, view);
    const state = await waitForState(config, 'run', {
      ...{ keepDays: config.keepDays, patience, signal: draining },
      onReaching: (server) => (reaching = `waiting for ${server}`),
    });
    reaching = undefined;
    const tools = patientTools(openTools(config), patience);
    const scorers = await openRunScorers({ config, state }, (text) => view.note(text));
    const terms = await termsOfSession(options, state, scorers);
    const retraining = teaches ? await openRetraining(config, state) : undefined;
    const session: Session = {
      ...{ ...options, state, tools, scorers, terms, retraining, view, log, health },
      begun: await state.log.end('dead-letters'),
      ...{ draining, stopped },
    };
    try {
      const code = await work(session);
      return draining.aborted ? interrupted(view) : code;
    } finally {
      view.close();
      terms.close();
      await atMost(longestRelease, scorers.close());
      await tools.close();
      await state.close();
    }
  } catch (error) {
    // Work that was cut off fails in whatever way it likes.
    const cutOff = stopped.aborted || (draining.aborted && isAborted(error));
    if (cutOff) return interrupted(view);
    throw errorAsTyped(sayWhatIsFull(error, config), config);
  } finally {
    deafen();
    view.close();
    await health?.close();
  }
}

interface Interruptions extends Pick<Session, 'draining' | 'stopped'> {
  readonly deafen: () => void;
}

/** The first asks to end: what is in hand is finished. The second stops at once; so does the time set for the first, where nobody looks on. */
function hearInterruptions(
  { config, forever }: SessionOptions,
  view: Pick<ProgressView, 'note'>,
): Interruptions {
  const [drain, stop] = [new AbortController(), new AbortController()];
  let endOfPatience: NodeJS.Timeout | undefined;
  // A person who waits for songs presses Ctrl-C again; who started workers has set a time.
  const handBackLater = (): void => {
    endOfPatience = setTimeout(() => {
      view.note(`It took longer than ${config.drainTimeout} s (--drain-timeout): the rest is handed back.`);
      stop.abort();
    }, config.drainTimeout * 1000);
  };
  const deafen = listenForInterruptions(
    {
      drain() {
        view.note(
          'Finishing what is in hand. Press Ctrl-C again to stop at once; what is left goes on at the next run.',
        );
        drain.abort();
        if (forever) handBackLater();
      },
      stop: () => stop.abort(),
    },
    systemClock,
  );
  return {
    ...{ draining: drain.signal, stopped: stop.signal },
    deafen() {
      clearTimeout(endOfPatience);
      deafen();
    },
  };
}

/** Who does not match puts no terms in force. */
const termsOfSession = (
  { config, names }: SessionOptions,
  { log }: State,
  scorers: Scorers,
): Promise<FollowedTerms> => {
  const own = termsNow({ ...config, scorers, rule: searchRule(config) });
  const none = {
    orderOf: () => -1,
    newest: () => own,
    putInForce: () => Promise.resolve(),
    putAgain: () => Promise.resolve(),
    close: () => undefined,
  };
  return names.includes('match') ? termsInForce(log, own) : Promise.resolve(none);
};

/** A machine that cannot teach does the rest of its work; one that has nothing else to do says so. Error `missing-program`. */
async function canTeach(
  { config, names }: SessionOptions,
  view: Pick<ProgressView, 'note'>,
): Promise<boolean> {
  if (!names.includes('retrain')) return false;
  const problem = await teachingProblem(config);
  if (problem === undefined) return true;
  if (names.every((name) => name === 'retrain')) throw new PipelineError('missing-program', problem);
  view.note(`${problem}. Until then no model is taught here; the run goes on.`);
  return false;
}

const isAborted = (error: unknown): boolean => error instanceof PipelineError && error.code === 'aborted';

function interrupted(view: ProgressView): ExitCode {
  view.note('Interrupted. What is done is kept; the same command goes on from here.');
  return exitCodes.interrupted;
}
